package dev.tutti.application.decision;

import dev.tutti.application.decision.simulation.UncertainInput;
import dev.tutti.application.decision.statement.FlowAssumptions;
import dev.tutti.application.decision.statement.MoneyUnit;
import dev.tutti.application.decision.statement.StatedLoss;
import dev.tutti.application.decision.statement.StatedOption;
import dev.tutti.application.decision.statement.StatementReader;
import dev.tutti.application.decision.statement.TextReading;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Options that a text states with what they cost and bring, read without a model, as members of a
 * request to {@link DecisionFigures}.
 *
 * @param options as requests have them; empty when the text states none
 * @param unit of their cash flows, such as 万元
 * @param assumptions without which the text gives no cash flows
 * @param budget in the unit; null where the text states none
 */
public record TextOptions(
    ArrayNode options, String unit, ArrayNode assumptions, @Nullable Double budget) {
  private static final double LONGEST_HORIZON = 100;
  private static final int MOST_RISKS = 50;

  /**
   * Options of a text.
   *
   * @param assumed horizon_years, margin, growth, discount_rate; usual ones for what is missing
   * @throws Fault {@code invalid_request} for assumptions that are none
   */
  public static TextOptions read(String text, ObjectNode assumed) {
    DecisionFields fields = new DecisionFields(assumed, "parameters.assumptions.");
    FlowAssumptions flows =
        new FlowAssumptions(
            fields.whole(
                "horizon_years", FlowAssumptions.USUAL.horizon(), 1, (int) LONGEST_HORIZON),
            fields.number("margin", FlowAssumptions.USUAL.margin(), 0, 100),
            fields.number("growth", FlowAssumptions.USUAL.growth(), -1, 10));
    double rate = OptionReader.rate(fields, OptionReader.RATE);
    TextReading reading = StatementReader.read(text, List.of());
    List<StatedOption> priced = reading.priced();
    ArrayNode options = Json.array();
    Double own = fields.has("discount_rate") ? (Double) rate : null;
    Set<MoneyUnit> units = new LinkedHashSet<>();
    priced.forEach(option -> units.addAll(option.units()));
    MoneyUnit unit = common(units);
    priced.forEach(option -> options.add(option(option, flows, own, unit.scale())));
    ArrayNode assumptions = Json.array();
    if (!priced.isEmpty()) {
      boolean horizon = priced.stream().anyMatch(option -> option.years().isEmpty());
      assume(assumptions, "horizon_years", horizon ? flows.horizon() : null, fields);
      assume(assumptions, "margin", flows.margin(), fields);
      assume(assumptions, "growth", flows.growth(), fields);
      assume(assumptions, "discount_rate", rate, fields);
    }
    if (units.size() > 1 && unit.name().isEmpty()) {
      assumptions
          .addObject()
          .put("text", "amounts of several currencies are not converted")
          .put("source", "judged")
          .putNull("value");
    }
    Double budget =
        reading.budget().isPresent()
            ? (Double) (reading.budget().getAsDouble() / unit.scale())
            : null;
    return new TextOptions(options, unit.name(), assumptions, budget);
  }

  /** The only unit, or the base unit of several; without a name where they are of several kinds. */
  private static MoneyUnit common(Set<MoneyUnit> units) {
    if (units.size() == 1) {
      return units.iterator().next();
    }
    List<MoneyUnit> bases =
        units.stream()
            .map(MoneyUnit::base)
            .filter(each -> !each.name().isEmpty())
            .distinct()
            .toList();
    return bases.size() == 1 ? bases.getFirst() : new MoneyUnit(1, "");
  }

  private static void assume(
      ArrayNode into, String name, @Nullable Number value, DecisionFields fields) {
    if (value != null) {
      ObjectNode each = into.addObject().put("text", name);
      FigureJson.putWhole(each, "value", value.doubleValue());
      each.put("source", fields.has(name) ? "given" : "judged");
    }
  }

  private static ObjectNode option(
      StatedOption stated, FlowAssumptions assumed, @Nullable Double rate, double scale) {
    ObjectNode option = Json.object().put("name", stated.name()).put("source", "given");
    ArrayNode flows = option.putArray("cash_flows");
    for (UncertainInput flow : stated.flows(assumed, scale)) {
      if (flow.fixed()) {
        flows.add(flow.mid() + 0.0);
      } else {
        ObjectNode range = flows.addObject();
        FigureJson.put(range, "low", flow.low());
        FigureJson.put(range, "mid", flow.mid());
        FigureJson.put(range, "high", flow.high());
      }
    }
    if (rate != null) {
      option.put("discount_rate", rate);
    }
    for (StatedLoss loss : stated.losses().stream().limit(MOST_RISKS).toList()) {
      ObjectNode risk = option.withArray("risks").addObject().put("name", loss.sentence());
      risk.put("probability", loss.probability()).put("loss", loss.loss() / scale);
      risk.put("source", "given");
    }
    stated.level().ifPresent(level -> option.put("risk_level", level));
    stated.months().ifPresent(months -> option.put("months", months));
    return option;
  }
}
