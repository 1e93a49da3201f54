package dev.tutti.application.decision;

import dev.tutti.application.decision.DecisionRequest.ChartLabels;
import dev.tutti.application.decision.DecisionRequest.Drawing;
import dev.tutti.application.decision.finance.FlowExpression;
import dev.tutti.application.decision.finance.FlowExpression.FlowInput;
import dev.tutti.application.decision.finance.FlowModel;
import dev.tutti.application.decision.plan.PlanPhase;
import dev.tutti.application.decision.simulation.Sensitivity;
import dev.tutti.application.decision.simulation.UncertainInput;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reader of requests for figures; what is wrong is a fault that names its place. */
final class DecisionReader {
  private static final int MOST_OPTIONS = 50;
  private static final int MOST_CRITERIA = 50;
  private static final int MOST_INPUTS = 200;
  private static final int MOST_PHASES = 500;
  private static final int MOST_RISKS = 500;
  private static final int MOST_VALUES = 1_000_000;
  private static final long MOST_WORK = 50_000_000;
  private static final int LONGEST_TEXT = 200_000;
  private static final double CONFIDENCE = 0.5;
  private static final Set<String> KNOWN =
      Set.of(
          "options",
          "criteria",
          "monte_carlo",
          "sensitivity",
          "risks",
          "plan",
          "deadline_days",
          "budget",
          "text",
          "mutually_exclusive",
          "parameters",
          "seed",
          "discount_rate",
          "unit",
          "language",
          "id");

  private final DecisionFields body;
  private final DecisionFields parameters;
  private final List<UncertainInput> inputs = new ArrayList<>();

  private DecisionReader(ObjectNode body) {
    this.body = new DecisionFields(body, "");
    this.parameters = this.body.object("parameters");
  }

  /**
   * Request that a JSON object says.
   *
   * @throws Fault {@code invalid_request} that names the place
   */
  static DecisionRequest read(ObjectNode body) {
    return new DecisionReader(body).request();
  }

  private DecisionRequest request() {
    DecisionFields drawing = body.object("monte_carlo");
    DecisionFields shared = drawing.object("inputs");
    for (String name : shared.object().propertyNames()) {
      inputs.add(OptionReader.range(shared.object(name), name));
    }
    OptionReader reader =
        new OptionReader(
            inputs,
            OptionReader.rate(body, OptionReader.RATE),
            body.has("discount_rate") ? FigureOrigin.GIVEN : FigureOrigin.JUDGED);
    List<DecisionOption> options = body.objects("options", MOST_OPTIONS, reader::option);
    distinct(options.stream().map(DecisionOption::name).toList(), "options", "name");
    FlowModel simulated = simulated(drawing, reader, options);
    Drawing draws = DrawingReader.read(drawing, body, inputs);
    bound(draws, options, simulated);
    return new DecisionRequest(
        options,
        criteria(),
        List.copyOf(inputs),
        draws,
        simulated,
        sensitivity(),
        body.objects("risks", MOST_RISKS, DecisionRisk::read),
        plan(),
        OptionReader.optional(body, "deadline_days"),
        OptionReader.optional(body, "budget"),
        text(),
        body.flag("mutually_exclusive", false),
        parameters.number("recommendation_confidence", CONFIDENCE, 0, 1),
        unknown(),
        charts());
  }

  private @Nullable ChartLabels charts() {
    boolean chinese = body.text("language", "zh").startsWith("zh");
    return parameters.flag("charts", false)
        ? new ChartLabels(body.text("unit", ""), chinese)
        : null;
  }

  /** Model that stands for itself: its formulas, or its inputs year by year. */
  private static @Nullable FlowModel simulated(
      DecisionFields fields, OptionReader reader, List<DecisionOption> options) {
    int shared = fields.object("inputs").object().size();
    if (fields.has("cash_flows")) {
      return reader.model(fields, "monte_carlo");
    }
    if (shared == 0 || options.stream().anyMatch(DecisionOption::uncertain)) {
      return null;
    }
    List<FlowExpression> flows = new ArrayList<>();
    IntStream.range(0, shared).forEach(place -> flows.add(new FlowInput(place)));
    return new FlowModel(flows, OptionReader.rate(fields, OptionReader.RATE));
  }

  private void bound(Drawing draws, List<DecisionOption> options, @Nullable FlowModel simulated) {
    long models = options.size() + (simulated == null ? 0L : 1L);
    long flows = simulated == null ? 0 : simulated.flows().size();
    for (DecisionOption option : options) {
      flows += option.flows() == null ? 0 : option.flows().flows().size();
    }
    if (inputs.size() > MOST_INPUTS) {
      throw Fault.invalid(
          "monte_carlo.inputs",
          "%d uncertain values (expected: at most %d)".formatted(inputs.size(), MOST_INPUTS));
    }
    long work = draws.draws() * (inputs.size() * 4L + flows);
    if (draws.draws() * models > MOST_VALUES || work > MOST_WORK) {
      throw Fault.invalid(
          "monte_carlo.draws",
          "%d for %d options with %d flows (expected: fewer)"
              .formatted(draws.draws(), options.size(), flows));
    }
  }

  private List<AskedCriterion> criteria() {
    boolean outside = body.has("criteria");
    DecisionFields of = outside ? body : parameters;
    String member = outside ? "criteria" : "decision_criteria";
    List<AskedCriterion> criteria = new ArrayList<>();
    for (JsonNode each : of.list(member, MOST_CRITERIA)) {
      String place = "%s%s[%d]".formatted(of.place(), member, criteria.size());
      criteria.add(criterion(each, place));
    }
    distinct(criteria.stream().map(AskedCriterion::name).toList(), member, "name");
    long weighted = criteria.stream().filter(each -> each.weight() != null).count();
    double sum =
        criteria.stream().mapToDouble(each -> each.weight() == null ? 0 : each.weight()).sum();
    if (weighted > 0 && (weighted < criteria.size() || sum <= 0)) {
      throw Fault.invalid(
          of.place() + member,
          "%d of %d have a weight, and the weights sum to %s (expected: a weight for all or for none, and a sum above 0)"
              .formatted(weighted, criteria.size(), sum));
    }
    return criteria;
  }

  private static AskedCriterion criterion(JsonNode node, String place) {
    if (node.isString()) {
      return new AskedCriterion(
          new DecisionFields(Json.object().set("name", node), place + ".").name("name"),
          null,
          null,
          false);
    }
    if (!node.isObject()) {
      throw Fault.invalid(place, node + " (expected: a name or {name, weight, direction, scale})");
    }
    DecisionFields fields = new DecisionFields(node, place + ".");
    String direction =
        switch (fields.text("direction", "")) {
          case "" -> null;
          case "min", "cost" -> "min";
          case "max", "benefit" -> "max";
          default -> throw fields.wrong("direction", "min, max, cost or benefit");
        };
    String scale = fields.text("scale", "");
    if (!scale.isEmpty() && !scale.equals("0-10")) {
      throw fields.wrong("scale", "0-10, or none for other values");
    }
    Double weight = fields.has("weight") ? fields.number("weight", 0, 1e9) : null;
    return new AskedCriterion(fields.name("name"), weight, direction, !scale.isEmpty());
  }

  private @Nullable Sensitivity sensitivity() {
    if (!body.has("sensitivity")) {
      return null;
    }
    DecisionFields fields = body.object("sensitivity");
    DecisionFields values = fields.object("base");
    Map<String, Double> base = new LinkedHashMap<>();
    for (String name : values.object().propertyNames()) {
      base.put(name, values.amount(name));
    }
    if (base.isEmpty() || base.size() > MOST_CRITERIA) {
      throw fields.wrong("base", "1 to %d numbers by name".formatted(MOST_CRITERIA));
    }
    List<UncertainInput> named =
        new ArrayList<>(
            base.entrySet().stream()
                .map(each -> UncertainInput.around(each.getKey(), each.getValue(), 0))
                .toList());
    FlowModel model =
        new OptionReader(named, OptionReader.RATE, FigureOrigin.JUDGED)
            .model(fields, "sensitivity");
    double[] factors = model.factors();
    return new Sensitivity(
        base, fields.number("range", 0.2, 0.0001, 10), at -> model.npv(at, factors));
  }

  private List<PlanPhase> plan() {
    List<PlanPhase> plan =
        body.objects(
            "plan",
            MOST_PHASES,
            fields ->
                new PlanPhase(
                    fields.name("id"),
                    fields.text("description", fields.text("name", "")),
                    fields.number("days", 0, 1e5),
                    fields.texts("needs", MOST_PHASES),
                    fields.texts("resources", MOST_PHASES)));
    Set<String> ids = distinct(plan.stream().map(PlanPhase::id).toList(), "plan", "id");
    for (int at = 0; at < plan.size(); at++) {
      for (String need : plan.get(at).needs()) {
        if (!ids.contains(need)) {
          throw Fault.invalid(
              "plan[%d].needs".formatted(at), "\"%s\" (expected: ids of phases)".formatted(need));
        }
      }
    }
    return plan;
  }

  private static Set<String> distinct(List<String> names, String list, String member) {
    Set<String> seen = new HashSet<>();
    for (int at = 0; at < names.size(); at++) {
      if (!seen.add(names.get(at))) {
        throw Fault.invalid(
            "%s[%d].%s".formatted(list, at, member),
            "\"%s\" twice (expected: once)".formatted(names.get(at)));
      }
    }
    return seen;
  }

  private String text() {
    String text = body.text("text", "");
    if (text.length() > LONGEST_TEXT) {
      throw Fault.invalid(
          "text", "%d characters (expected: at most %d)".formatted(text.length(), LONGEST_TEXT));
    }
    return text;
  }

  private List<String> unknown() {
    return body.object().propertyNames().stream().filter(name -> !KNOWN.contains(name)).toList();
  }
}
