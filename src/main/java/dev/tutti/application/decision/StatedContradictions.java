package dev.tutti.application.decision;

import dev.tutti.application.decision.finance.CashFlows;
import dev.tutti.application.decision.simulation.ChanceOutcome;
import dev.tutti.application.decision.statement.StatedOption;
import dev.tutti.application.decision.statement.StatementReader;
import dev.tutti.application.decision.statement.TextContradictions;
import dev.tutti.application.decision.statement.TextContradictions.TextContradiction;
import dev.tutti.application.decision.statement.TextReading;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contradictions in what was given: among numbers of the request, and among sentences of its text.
 */
final class StatedContradictions {
  private static final double SLACK = 0.005;

  private StatedContradictions() {}

  static void write(ObjectNode into, DecisionRequest request, Map<String, CashFlows> flows) {
    ArrayNode found = into.putArray("contradictions");
    for (DecisionOption option : request.options()) {
      numbers(found, request, option, flows.get(option.name()));
    }
    if (!request.text().isBlank()) {
      TextReading reading =
          StatementReader.read(
              request.text(), request.options().stream().map(DecisionOption::name).toList());
      TextContradictions.of(reading).forEach(each -> sentences(found.addObject(), each));
      computed(into, reading);
    }
  }

  private static void numbers(
      ArrayNode found, DecisionRequest request, DecisionOption option, @Nullable CashFlows flows) {
    double sum = ChanceOutcome.sum(option.outcomes());
    if (!option.outcomes().isEmpty() && Math.abs(sum - 1) > SLACK) {
      number(found, "probability_sum", option, 1.0, Math.round(sum * 1e9) / 1e9);
    }
    if (flows == null) {
      return;
    }
    double outlay = -Math.min(0, flows.flows().getFirst());
    if (request.budget() != null && outlay > request.budget()) {
      number(found, "budget_exceeded", option, request.budget(), outlay);
    }
    option
        .stated()
        .forEach(
            (name, stated) -> {
              OptionalDouble computed = figure(name, flows);
              double slack = SLACK * Math.max(1, Math.abs(stated));
              if (computed.isEmpty() || Math.abs(computed.getAsDouble() - stated) > slack) {
                Double value = computed.isEmpty() ? null : (Double) computed.getAsDouble();
                number(found, name + "_wrong", option, stated, value);
              }
            });
  }

  private static OptionalDouble figure(String name, CashFlows flows) {
    return switch (name) {
      case "npv" -> OptionalDouble.of(flows.npv());
      case "irr" -> flows.irr();
      case "roi" -> flows.roi();
      default -> flows.payback();
    };
  }

  private static void number(
      ArrayNode found,
      String kind,
      DecisionOption option,
      @Nullable Double stated,
      @Nullable Double computed) {
    ObjectNode each = found.addObject().put("kind", kind).put("option", option.name());
    FigureJson.put(each, "stated", stated);
    FigureJson.put(each, "computed", computed);
    each.putArray("where");
  }

  private static void sentences(ObjectNode into, TextContradiction contradiction) {
    into.put("kind", contradiction.kind()).put("option", contradiction.option());
    var numbers = into.putArray("sentences");
    contradiction.where().forEach(sentence -> numbers.add(sentence.number()));
    FigureJson.put(into, "stated", contradiction.stated());
    FigureJson.put(into, "computed", contradiction.computed());
    into.set("where", FigureJson.where(contradiction.where()));
  }

  /** Payback and return that follow from a text: of its only option, and of all. */
  private static void computed(ObjectNode into, TextReading reading) {
    var priced = reading.priced();
    var all = into.putObject("computed_by_option");
    priced.forEach(option -> computed(all.putObject(option.name()), option));
    if (priced.size() == 1) {
      computed(into.putObject("computed"), priced.getFirst());
    } else {
      into.putNull("computed");
    }
  }

  private static void computed(ObjectNode into, StatedOption option) {
    FigureJson.put(into, "payback", option.payback().stream());
    FigureJson.put(into, "roi", option.roi().stream());
  }
}
