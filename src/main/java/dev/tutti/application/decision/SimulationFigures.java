package dev.tutti.application.decision;

import dev.tutti.application.decision.finance.CashFlows;
import dev.tutti.application.decision.finance.FlowExpression;
import dev.tutti.application.decision.finance.FlowExpression.FlowInput;
import dev.tutti.application.decision.finance.FlowModel;
import dev.tutti.application.decision.simulation.MonteCarlo;
import dev.tutti.application.decision.simulation.RangeDistribution;
import dev.tutti.application.decision.simulation.SampleFigures;
import dev.tutti.application.decision.simulation.UncertainInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** Simulations of a request: of options with uncertain flows, and of a model that stands alone. */
final class SimulationFigures {
  /** Share by which certain flows are varied to see whether the ranks hold. */
  static final double VARIED = 0.2;

  private SimulationFigures() {}

  /** Figures of a model that stands alone, under their names. */
  static void write(ObjectNode into, DecisionRequest request) {
    FlowModel model = request.simulated();
    if (model != null) {
      write(into, SampleFigures.of(simulation(request).npvs(List.of(model))[0]), request);
    }
  }

  private static MonteCarlo simulation(DecisionRequest request) {
    var drawing = request.drawing();
    return new MonteCarlo(
        request.inputs(),
        drawing.correlations(),
        drawing.distribution(),
        drawing.draws(),
        drawing.seed());
  }

  /**
   * Shares of draws in which each priced option has the highest net present value; options with
   * uncertain flows get their figures.
   */
  static Map<String, Double> simulate(ObjectNode options, DecisionRequest request) {
    List<DecisionOption> priced = request.priced();
    if (priced.stream().noneMatch(DecisionOption::uncertain)) {
      return priced.size() < 2 ? Map.of() : varied(request);
    }
    List<FlowModel> models =
        priced.stream().map(option -> Objects.requireNonNull(option.flows())).toList();
    double[][] npvs = simulation(request).npvs(models);
    Map<String, Double> firsts = byName(priced, MonteCarlo.firsts(npvs));
    for (int place = 0; place < npvs.length; place++) {
      DecisionOption option = priced.get(place);
      if (option.uncertain() && options.path(option.name()) instanceof ObjectNode figures) {
        ObjectNode into = figures.putObject("monte_carlo");
        write(into, SampleFigures.of(npvs[place]), request);
        FigureJson.put(into, "p_best", priced.size() < 2 ? null : firsts.get(option.name()));
      }
    }
    return firsts;
  }

  private static Map<String, Double> varied(DecisionRequest request) {
    List<UncertainInput> inputs = new ArrayList<>();
    List<FlowModel> models = new ArrayList<>();
    for (CashFlows flows : OptionFigures.flows(request).values()) {
      List<FlowExpression> varied = new ArrayList<>();
      for (double flow : flows.flows()) {
        varied.add(new FlowInput(inputs.size()));
        inputs.add(UncertainInput.around("", flow, VARIED));
      }
      models.add(new FlowModel(varied, flows.rate()));
    }
    long seed = request.drawing().seed();
    double[][] npvs =
        new MonteCarlo(inputs, List.of(), RangeDistribution.TRIANGULAR, 2_000, seed).npvs(models);
    return byName(request.priced(), MonteCarlo.firsts(npvs));
  }

  private static Map<String, Double> byName(List<DecisionOption> options, double[] figures) {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int place = 0; place < figures.length; place++) {
      byName.put(options.get(place).name(), figures[place]);
    }
    return byName;
  }

  private static void write(ObjectNode into, SampleFigures sample, DecisionRequest request) {
    FigureJson.put(into, "mean", sample.mean());
    FigureJson.put(into, "sd", sample.sd());
    ObjectNode quantiles = into.putObject("quantiles");
    sample.quantiles().forEach((name, value) -> FigureJson.put(quantiles, name, value));
    FigureJson.put(into, "p_npv_negative", sample.negative());
    FigureJson.put(into, "standard_error_of_mean", sample.standardError());
    String kind = request.drawing().distribution().pert() ? "pert" : "triangular";
    into.put("draws", request.drawing().draws()).put("distribution", kind);
  }
}
