package dev.tutti.application.decision;

import dev.tutti.application.decision.DecisionOption.SourcedValue;
import dev.tutti.application.decision.finance.CashFlows;
import dev.tutti.application.decision.finance.FlowExpression;
import dev.tutti.application.decision.finance.FlowExpression.FlowConstant;
import dev.tutti.application.decision.finance.FlowExpression.FlowInput;
import dev.tutti.application.decision.finance.FlowModel;
import dev.tutti.application.decision.finance.FlowParser;
import dev.tutti.application.decision.simulation.ChanceOutcome;
import dev.tutti.application.decision.simulation.RatedRisk;
import dev.tutti.application.decision.simulation.UncertainInput;
import dev.tutti.chat.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reader of options and of their cash flows: numbers, ranges, or formulas over shared inputs. It
 * collects the inputs that ranges make; for one request.
 */
final class OptionReader {
  static final double RATE = 0.1;
  private static final double LARGEST = 1e15;
  private static final int MOST = 100;
  private static final List<String> STATED = List.of("npv", "irr", "roi", "payback");

  private final List<UncertainInput> inputs;
  private final List<String> shared;
  private final double rate;
  private final FigureOrigin rateOrigin;

  /**
   * @param inputs shared ones, to which those of ranges are added
   * @param rate discount rate of options that have none
   * @param rateOrigin where that comes from
   */
  OptionReader(List<UncertainInput> inputs, double rate, FigureOrigin rateOrigin) {
    this.inputs = inputs;
    this.shared = inputs.stream().map(UncertainInput::name).toList();
    this.rate = rate;
    this.rateOrigin = rateOrigin;
  }

  DecisionOption option(DecisionFields fields) {
    String name = fields.name("name");
    FigureOrigin origin = origin(fields);
    FlowModel flows = fields.has("cash_flows") ? model(fields, name) : null;
    Map<String, Double> stated = new LinkedHashMap<>();
    DecisionFields promised = fields.object("stated");
    for (String figure : STATED) {
      if (promised.has(figure)) {
        stated.put(figure, promised.amount(figure));
      }
    }
    return new DecisionOption(
        name,
        flows,
        flows != null && flows.flows().stream().anyMatch(each -> !(each instanceof FlowConstant)),
        origin,
        fields.has("discount_rate") ? origin : rateOrigin,
        values(fields.object("values"), origin),
        fields.objects("outcomes", MOST, OptionReader::outcome),
        fields.objects("risks", MOST, DecisionRisk::read),
        fields.has("risk_level") ? fields.number("risk_level", 1, RatedRisk.MOST) : null,
        fields.has("months") ? fields.number("months", 0, 1200) : null,
        stated);
  }

  static FigureOrigin origin(DecisionFields fields) {
    String word = fields.text("source", FigureOrigin.GIVEN.word());
    for (FigureOrigin each : FigureOrigin.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw fields.wrong("source", "given, computed or judged");
  }

  private static Map<String, SourcedValue> values(DecisionFields values, FigureOrigin origin) {
    Map<String, SourcedValue> read = new LinkedHashMap<>();
    for (String criterion : values.object().propertyNames()) {
      if (values.node(criterion).isObject()) {
        DecisionFields value = values.object(criterion);
        read.put(criterion, new SourcedValue(value.amount("value"), origin(value)));
      } else if (values.has(criterion)) {
        read.put(criterion, new SourcedValue(values.amount(criterion), origin));
      }
    }
    return read;
  }

  static ChanceOutcome outcome(DecisionFields fields) {
    return new ChanceOutcome(fields.number("probability", 0, 1), fields.amount("value"));
  }

  /** Cash flows and the discount rate that an object has. */
  FlowModel model(DecisionFields fields, String owner) {
    List<FlowExpression> flows = new ArrayList<>();
    for (JsonNode each : fields.list("cash_flows", CashFlows.LIMIT)) {
      flows.add(flow(each, fields, owner, flows.size()));
    }
    if (flows.isEmpty()) {
      throw fields.wrong("cash_flows", "a list of 1 to " + CashFlows.LIMIT);
    }
    return new FlowModel(flows, rate(fields, rate));
  }

  static double rate(DecisionFields fields, double otherwise) {
    return fields.number("discount_rate", otherwise, -0.99, 100);
  }

  private FlowExpression flow(JsonNode node, DecisionFields fields, String owner, int year) {
    String place = "%scash_flows[%d]".formatted(fields.place(), year);
    if (node.isNumber() && Math.abs(node.asDouble(Double.NaN)) <= LARGEST) {
      return new FlowConstant(node.asDouble());
    }
    if (node.isString()) {
      return formula(node.asString(), place);
    }
    if (node.isObject()) {
      inputs.add(range(new DecisionFields(node, place + "."), owner + " year " + year));
      return new FlowInput(inputs.size() - 1);
    }
    throw Fault.invalid(
        place, "%s (expected: a number up to 1e15, {low, mid, high} or a formula)".formatted(node));
  }

  private FlowExpression formula(String text, String place) {
    try {
      return FlowParser.parse(text, shared);
    } catch (IllegalArgumentException e) {
      throw Fault.invalid(place, String.valueOf(e.getMessage()));
    }
  }

  static UncertainInput range(DecisionFields fields, String name) {
    double low = fields.amount("low");
    double high = fields.amount("high");
    double mid = fields.has("mid") ? fields.amount("mid") : (low + high) / 2;
    try {
      return new UncertainInput(name, low, mid, high);
    } catch (IllegalArgumentException e) {
      throw Fault.invalid(fields.place() + "low", String.valueOf(e.getMessage()));
    }
  }

  static @Nullable Double optional(DecisionFields fields, String name) {
    return fields.has(name) ? fields.number(name, 0, LARGEST) : null;
  }
}
