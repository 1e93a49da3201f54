package dev.tutti.application.decision;

import dev.tutti.application.decision.finance.CashFlows;
import dev.tutti.application.decision.finance.OptionComparison;
import dev.tutti.application.decision.finance.OptionComparison.FlowIncrement;
import dev.tutti.application.decision.scoring.RankStability;
import dev.tutti.application.decision.simulation.InputCorrelation;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Figures of a decision: a request in JSON, and its answer. No model is asked, and the same request
 * has the same answer.
 */
public final class DecisionFigures {
  private final DecisionRequest request;
  private final Map<String, CashFlows> flows;
  private final ObjectNode answer = Json.object();

  private DecisionFigures(DecisionRequest request) {
    this.request = request;
    this.flows = OptionFigures.flows(request);
  }

  /**
   * Answer to a request.
   *
   * @throws Fault {@code invalid_request} that names the place
   */
  public static ObjectNode of(ObjectNode request) {
    try {
      return new DecisionFigures(DecisionReader.read(request)).answer();
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("options", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Goes on only with a request that can be answered. Fast.
   *
   * @throws Fault {@code invalid_request} that names the place
   */
  public static void check(ObjectNode request) {
    var _ = DecisionReader.read(request);
  }

  private ObjectNode answer() {
    ObjectNode options = answer.putObject("options");
    OptionFigures figures = new OptionFigures(request);
    request.options().forEach(option -> options.set(option.name(), figures.of(option)));
    Map<String, Double> firsts = SimulationFigures.simulate(options, request);
    comparison();
    OptionScores scores = new OptionScores(request, flows);
    RankStability stability = request.criteria().isEmpty() ? null : scores.write(answer);
    Recommendation.of(scores, stability, flows, firsts)
        .ifPresent(recommendation -> recommendation.write(answer, request, scores));
    outcomesAlone(options);
    SimulationFigures.write(answer, request);
    if (request.sensitivity() != null) {
      OptionFigures.write(answer, request.sensitivity());
    }
    OptionFigures.risks(answer, request.risks());
    PlanFigures.write(answer, request);
    StatedContradictions.write(answer, request, flows);
    assumptions(answer.putArray("assumptions"));
    answer.set("ignored", FigureJson.texts(request.unknown()));
    answer.put("seed", request.drawing().seed());
    if (request.charts() != null) {
      answer.set(
          "charts", DecisionCharts.of(answer, request.charts().unit(), request.charts().chinese()));
    }
    return answer;
  }

  private void comparison() {
    OptionComparison comparison = new OptionComparison(flows);
    if (flows.size() < 2) {
      return;
    }
    String npv = comparison.byNpv();
    String irr = comparison.byIrr();
    answer.put("by_npv", npv).put("by_irr", irr);
    answer.put("ranks_differ", npv != null && irr != null && !Objects.equals(npv, irr));
    if (request.exclusive()) {
      comparison.increment().ifPresent(each -> increment(answer.putObject("incremental"), each));
    }
  }

  private static void increment(ObjectNode into, FlowIncrement increment) {
    into.put("from", increment.from()).put("to", increment.to());
    CashFlows flows = increment.flows();
    flows.flows().forEach(into.putArray("cash_flows")::add);
    FigureJson.put(into, "npv", flows.npv());
    FigureJson.put(into, "irr", flows.irr().stream());
    FigureJson.put(into, "crossover_rate", flows.irr().stream());
  }

  /** Outcomes of the only option that has some also stand alone, as those of a simulation do. */
  private void outcomesAlone(ObjectNode options) {
    List<DecisionOption> with =
        request.options().stream().filter(option -> !option.outcomes().isEmpty()).toList();
    if (with.size() == 1 && request.simulated() == null) {
      var figures = options.path(with.getFirst().name());
      for (String name : List.of("expected_value", "sd", "p_loss")) {
        answer.set(name, figures.path(name));
      }
    }
  }

  private void assumptions(ArrayNode into) {
    for (DecisionOption option : request.priced()) {
      CashFlows own = Objects.requireNonNull(flows.get(option.name()));
      assume(into, "discount rate of " + option.name(), option.rateOrigin().word())
          .put("value", own.rate());
    }
    if (!flows.isEmpty()) {
      String timing = "the first cash flow is now, the others at the ends of years";
      assume(into, timing, "judged").putNull("value");
      assume(into, "taxes and inflation beyond the cash flows given", "judged").put("value", 0);
    }
    for (InputCorrelation each : request.drawing().correlations()) {
      String of = request.inputs().get(each.a()).name();
      String with = request.inputs().get(each.b()).name();
      assume(into, "rank correlation of %s and %s".formatted(of, with), "given")
          .put("value", each.value());
    }
    for (AskedCriterion criterion : request.criteria()) {
      if (criterion.direction() == null) {
        assume(into, "direction of " + criterion.name(), "judged")
            .put("value", criterion.cost() ? "min" : "max");
      }
      if (criterion.weight() == null) {
        assume(into, "weight of " + criterion.name(), "judged")
            .put("value", 1.0 / request.criteria().size());
      }
    }
  }

  private static ObjectNode assume(ArrayNode into, String text, String source) {
    return into.addObject().put("text", text).put("source", source);
  }
}
