package dev.tutti.selection.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.ledger.RecordedCall;
import dev.tutti.selection.auto.RecordedQuestion;
import dev.tutti.selection.auto.RecordedQuestion.RecordedCaller;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RouteAlternative;
import dev.tutti.selection.decision.RouteBasis;
import dev.tutti.selection.decision.RouteDecider;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.quality.QualityModel;
import dev.tutti.selection.rule.RoutingRule;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recorded decisions, made again under another configuration: where they would differ, and what
 * that is expected to cost. A rule that looked at the user's words is taken to hold where it held,
 * as these are not recorded. For one thread.
 */
final class WhatIf {
  private static final int MOST_EXAMPLES = 20;
  private static final int MOST_FOR_CURVE = 300;
  private static final int KNOBS = 10;
  private static final int BUCKETS = 20;
  private static final int FINE = 10_000; // complexity is recorded to four digits
  private static final double MICRO = 1e6;
  private static final double NANO = 1e9; // a call may cost less than a millionth

  private final RouteDecider decider;
  private final QualityModel quality;
  private final Map<String, RoutingRule> wordRules;
  private final Map<String, Sums> sums = new TreeMap<>();
  private final Map<String, Curve> curves = new TreeMap<>();
  private final Sums all = new Sums();
  private final List<Sums> complexity = Stream.generate(Sums::new).limit(BUCKETS).toList();
  private final ArrayNode examples = Json.array();

  WhatIf(RouteDecider decider, QualityModel quality) {
    this.decider = decider;
    this.quality = quality;
    this.wordRules =
        decider.rules().rules().stream()
            .filter(rule -> rule.enabled() && rule.when().readsText())
            .collect(Collectors.toMap(RoutingRule::name, rule -> rule, (one, _) -> one));
  }

  /** What is summed up of some calls. */
  private static final class Sums {
    private int calls;
    private int changed;
    private int failed;
    private double spent;
    private double cost;
    private double otherCost;
    private double quality;
    private double otherQuality;

    ObjectNode json() {
      int counted = Math.max(1, calls);
      var json =
          Json.object()
              .put("calls", calls)
              .put("changed", changed)
              .put("refused", failed)
              .put("spent_usd", dollars(spent));
      json.putObject("now")
          .put("expected_quality", rounded(quality / counted))
          .put("expected_cost_usd", dollars(cost));
      json.putObject("then")
          .put("expected_quality", rounded(otherQuality / counted))
          .put("expected_cost_usd", dollars(otherCost));
      return json;
    }
  }

  /** Quality and cost over the knob. */
  private static final class Curve {
    private final double[] quality = new double[KNOBS + 1];
    private final double[] cost = new double[KNOBS + 1];
    private int calls;

    ArrayNode json() {
      var json = Json.array();
      for (int knob = 0; knob <= KNOBS; knob++) {
        json.addObject()
            .put("quality", (double) knob / KNOBS)
            .put("expected_quality", rounded(quality[knob] / Math.max(1, calls)))
            .put("expected_cost_usd", dollars(cost[knob] / Math.max(1, calls)));
      }
      return json;
    }
  }

  private static double rounded(double value) {
    return Math.round(value * MICRO) / MICRO;
  }

  private static double dollars(double value) {
    return Math.round(value * NANO) / NANO;
  }

  /** Decides about a call again. */
  void add(RecordedCall call) {
    var route = route(call);
    if (route.isEmpty()) {
      return;
    }
    var recorded = route.get();
    var task = recorded.path("task_type").asString("");
    var counted =
        List.of(all, sums.computeIfAbsent(task, _ -> new Sums()), complexity.get(bucket(recorded)));
    try {
      var decision = decide(recorded, call, decider.settings().quality());
      counted.forEach(each -> count(each, recorded, decision, call));
      example(recorded, decision, call);
      curve(task, recorded, call);
    } catch (Fault _) {
      counted.forEach(each -> each.failed++);
    }
  }

  /** Part of the range of complexity that a decision fell in; the last one has its end. */
  private static int bucket(JsonNode recorded) {
    long score = Math.round(RecordedQuestion.analysis(recorded).complexity() * FINE);
    return Math.min(BUCKETS - 1, (int) (score * BUCKETS / FINE));
  }

  private static Optional<JsonNode> route(RecordedCall call) {
    for (var step : Json.tree(call.decision())) {
      if (step.path("step").asString("").equals("route")) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  private RouteDecision decide(JsonNode recorded, RecordedCall call, double knob) {
    var question = RecordedQuestion.read(recorded, caller(call), QualityKnob.usual(knob));
    var decision = decider.decide(question, quality);
    var rule = wordRules.get(recorded.path("rule").asString(""));
    return rule == null || rule.then().model().isEmpty()
        ? decision
        : decision.instead(
            rule.then().model(),
            RouteBasis.RULE,
            "rule %s is taken to hold, as it did".formatted(rule.name()));
  }

  private static RecordedCaller caller(RecordedCall call) {
    return new RecordedCaller(
        text(call, "key"), text(call, "owner"), text(call, "user"), started(call));
  }

  private static String text(RecordedCall call, String field) {
    return Objects.toString(call.fields().get(field), "");
  }

  private static Instant started(RecordedCall call) {
    try {
      return Instant.parse(text(call, "started"));
    } catch (DateTimeException _) {
      return Instant.EPOCH;
    }
  }

  private static void count(
      Sums sums, JsonNode recorded, RouteDecision decision, RecordedCall call) {
    sums.calls++;
    var before = recorded.path("model").asString("");
    sums.changed += before.equals(decision.model()) ? 0 : 1;
    sums.spent += call.fields().get("cost") instanceof Number cost ? cost.doubleValue() : 0;
    var now = expected(decision, before);
    var then = expected(decision, decision.model());
    sums.cost += now.map(WhatIf::cost).orElse(0.0);
    sums.quality += now.map(RouteAlternative::quality).orElse(0.0);
    sums.otherCost += then.map(WhatIf::cost).orElse(0.0);
    sums.otherQuality += then.map(RouteAlternative::quality).orElse(0.0);
  }

  private static Optional<RouteAlternative> expected(RouteDecision decision, String model) {
    return decision.alternatives().stream().filter(each -> each.model().equals(model)).findFirst();
  }

  private static double cost(RouteAlternative alternative) {
    var cost = alternative.costUsd();
    return cost == null ? 0 : cost;
  }

  /** What a model is expected to cost; null where that is not known. */
  private static @Nullable Double knownCost(RouteDecision decision, String model) {
    for (var each : decision.alternatives()) {
      var cost = each.costUsd();
      if (cost != null && each.model().equals(model)) {
        return dollars(cost);
      }
    }
    return null;
  }

  private void example(JsonNode recorded, RouteDecision decision, RecordedCall call) {
    var before = recorded.path("model").asString("");
    if (examples.size() < MOST_EXAMPLES && !before.equals(decision.model())) {
      var one =
          examples
              .addObject()
              .put("call", text(call, "call"))
              .put("task_type", recorded.path("task_type").asString(""))
              .put("now", before)
              .put("then", decision.model());
      one.put("now_cost_usd", knownCost(decision, before));
      one.put("then_cost_usd", knownCost(decision, decision.model()));
      var reasons = one.putArray("reasons");
      decision.reasons().forEach(reasons::add);
    }
  }

  private void curve(String task, JsonNode recorded, RecordedCall call) {
    var curve = curves.computeIfAbsent(task, _ -> new Curve());
    if (curve.calls >= MOST_FOR_CURVE) {
      return;
    }
    curve.calls++;
    for (int knob = 0; knob <= KNOBS; knob++) {
      var decision = decide(recorded, call, (double) knob / KNOBS);
      var expected = expected(decision, decision.model());
      curve.quality[knob] += expected.map(RouteAlternative::quality).orElse(0.0);
      curve.cost[knob] += expected.map(WhatIf::cost).orElse(0.0);
    }
  }

  /** What has come of it. */
  ObjectNode json() {
    var json = all.json();
    var types = json.putObject("by_task_type");
    sums.forEach((task, sum) -> types.set(task, sum.json().set("curve", curve(task))));
    json.set("complexity", histogram());
    json.set("examples", examples);
    var assumed = json.putArray("rules_taken_to_hold");
    wordRules.keySet().stream().sorted().forEach(assumed::add);
    return json;
  }

  private ArrayNode histogram() {
    var histogram = Json.array();
    for (int i = 0; i < BUCKETS; i++) {
      histogram.add(
          complexity
              .get(i)
              .json()
              .put("from", (double) i / BUCKETS)
              .put("to", (double) (i + 1) / BUCKETS));
    }
    return histogram;
  }

  private ArrayNode curve(String task) {
    var curve = curves.get(task);
    return curve == null ? Json.array() : curve.json();
  }
}
