package dev.tutti.application.decision;

import dev.tutti.application.decision.finance.CashFlows;
import dev.tutti.application.decision.finance.FlowModel;
import dev.tutti.application.decision.simulation.ChanceLoss;
import dev.tutti.application.decision.simulation.ChanceOutcome;
import dev.tutti.application.decision.simulation.RatedRisk;
import dev.tutti.application.decision.simulation.Sensitivity;
import dev.tutti.application.decision.simulation.UncertainInput;
import dev.tutti.chat.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures of one option by itself: finance, its ends, sensitivity, outcomes and risks. */
final class OptionFigures {
  private static final double RANGE = 0.2;
  private static final double SUM_SLACK = 1e-6;

  private final DecisionRequest request;

  OptionFigures(DecisionRequest request) {
    this.request = request;
  }

  ObjectNode of(DecisionOption option) {
    ObjectNode figures = Json.object().put("source", option.origin().word());
    if (option.flows() != null) {
      CashFlows mid = option.at(request.values(UncertainInput::mid));
      mid.flows().forEach(figures.putArray("cash_flows")::add);
      figures.put("discount_rate", mid.rate());
      finance(figures, mid);
      if (option.uncertain()) {
        ends(figures.putObject("scenarios"), option);
      }
      sensitivity(figures.putObject("sensitivity"), mid);
    }
    if (!option.outcomes().isEmpty()) {
      outcomes(figures, option);
    }
    risks(figures, option.risks());
    if (!figures.has("risk_score") && option.level() != null) {
      FigureJson.put(figures, "risk_score", option.level() * 2);
    }
    return figures;
  }

  /** Finance under the names of the answer. */
  static void finance(ObjectNode into, CashFlows flows) {
    FigureJson.put(into, "npv", flows.npv());
    FigureJson.put(into, "irr", flows.irr().stream());
    if (flows.signChanges() > 1) {
      flows.irrRoots().forEach(into.putArray("irr_roots")::add);
    } else {
      into.putNull("irr_roots");
    }
    into.put("sign_changes", flows.signChanges());
    FigureJson.put(into, "mirr", flows.mirr().stream());
    FigureJson.put(into, "payback_simple", flows.payback().stream());
    FigureJson.put(into, "payback_discounted", flows.discountedPayback().stream());
    FigureJson.put(into, "roi", flows.roi().stream());
    FigureJson.put(into, "net", flows.net());
    FigureJson.put(into, "outlay", Math.max(0, -flows.flows().getFirst()));
  }

  private void ends(ObjectNode into, DecisionOption option) {
    finance(into.putObject("low"), option.at(request.values(UncertainInput::low)));
    finance(into.putObject("mid"), option.at(request.values(UncertainInput::mid)));
    finance(into.putObject("high"), option.at(request.values(UncertainInput::high)));
  }

  /** Swings of the net present value when one flow, or the rate, is a fifth less or more. */
  private static void sensitivity(ObjectNode into, CashFlows flows) {
    Map<String, Double> base = new LinkedHashMap<>();
    for (int year = 0; year < flows.flows().size(); year++) {
      base.put("year " + year, flows.flows().get(year));
    }
    base.put("discount_rate", flows.rate());
    int years = flows.flows().size();
    write(into, new Sensitivity(base, RANGE, at -> npv(at, years)));
  }

  private static double npv(double[] at, int years) {
    double factor = 1;
    double sum = 0;
    for (int year = 0; year < years; year++) {
      sum += at[year] * factor;
      factor /= Math.max(0.01, 1 + at[years]);
    }
    return sum;
  }

  static void write(ObjectNode into, Sensitivity sensitivity) {
    FigureJson.put(into, "base", sensitivity.atBase());
    ObjectNode tornado = into.putObject("tornado");
    var swings = sensitivity.tornado();
    swings.forEach(
        (name, swing) -> {
          ObjectNode each = tornado.putObject(name);
          FigureJson.put(each, "low", swing.low());
          FigureJson.put(each, "high", swing.high());
        });
    into.set("order", FigureJson.texts(swings.keySet()));
    ObjectNode even = into.putObject("break_even");
    int place = 0;
    for (String name : sensitivity.base().keySet()) {
      FigureJson.put(even, name, sensitivity.breakEven(place++).stream());
    }
  }

  private static void outcomes(ObjectNode into, DecisionOption option) {
    double sum = ChanceOutcome.sum(option.outcomes());
    boolean whole = Math.abs(sum - 1) <= SUM_SLACK;
    FigureJson.put(into, "probability_sum", Math.round(sum * 1e9) / 1e9);
    FigureJson.put(into, "expected_value", whole ? ChanceOutcome.mean(option.outcomes()) : null);
    FigureJson.put(into, "sd", whole ? ChanceOutcome.sd(option.outcomes()) : null);
    FigureJson.put(into, "p_loss", whole ? ChanceOutcome.loss(option.outcomes()) : null);
  }

  /** Products of ranks, and losses that are expected, as far as risks have them. */
  static void risks(ObjectNode into, List<DecisionRisk> risks) {
    if (!DecisionRisk.rated(risks).isEmpty()) {
      products(into, risks);
    }
    Double sum = DecisionRisk.expectedLoss(risks);
    if (sum != null) {
      ArrayNode losses = into.putArray("expected_losses");
      risks.forEach(risk -> loss(losses, risk));
      FigureJson.put(into, "expected_loss", sum);
    }
  }

  private static void loss(ArrayNode into, DecisionRisk risk) {
    ChanceLoss loss = risk.loss();
    if (loss != null) {
      ObjectNode each = into.addObject().put("name", risk.name());
      FigureJson.put(each, "probability", loss.probability());
      FigureJson.put(each, "loss", loss.loss());
      each.put("source", risk.origin().word());
      FigureJson.put(each, "expected_loss", loss.expected());
    }
  }

  private static void products(ObjectNode into, List<DecisionRisk> risks) {
    ObjectNode products = into.putObject("products");
    ArrayNode ranks = into.putArray("risk_ranks");
    int largest = 0;
    for (DecisionRisk risk : risks) {
      RatedRisk rated = risk.rated();
      if (rated != null) {
        products.put(risk.name(), rated.product());
        ranks
            .addObject()
            .put("name", risk.name())
            .put("likelihood", rated.likelihood())
            .put("impact", rated.impact())
            .put("source", risk.origin().word());
        largest = Math.max(largest, rated.product());
      }
    }
    into.put("max_product", largest);
    FigureJson.put(into, "risk_score", largest * 10.0 / (RatedRisk.MOST * RatedRisk.MOST));
  }

  /** Flows of options at the middle of their ranges, by name. */
  static Map<String, CashFlows> flows(DecisionRequest request) {
    double[] mid = request.values(UncertainInput::mid);
    Map<String, CashFlows> flows = new LinkedHashMap<>();
    for (DecisionOption option : request.priced()) {
      FlowModel model = Objects.requireNonNull(option.flows());
      flows.put(option.name(), model.at(mid));
    }
    return flows;
  }
}
