package dev.tutti.selection.auto;

import dev.tutti.chat.Json;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.decision.GateVerdict;
import dev.tutti.selection.decision.RouteAlternative;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.decision.RouteQuestion;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Analyses and decisions in JSON. */
public final class RouteJson {
  private static final double FINE = 1e4;
  private static final double DOLLARS = 1e9;

  private RouteJson() {}

  /** An analysis, as callers see it. */
  public static ObjectNode of(PromptAnalysis analysis) {
    var json =
        Json.object()
            .put("complexity_score", rounded(analysis.complexity()))
            .put("task_type", analysis.taskType().label())
            .put("suggested_strategy", analysis.suggestedStrategy().label())
            .put("confidence", rounded(analysis.confidence()))
            .put("language", analysis.language().code());
    var signals = json.putArray("signals");
    analysis
        .signals()
        .forEach(
            each ->
                signals
                    .addObject()
                    .put("name", each.name())
                    .put("weight", rounded(each.weight()))
                    .put("reason", each.reason()));
    return json;
  }

  /** A decision, as callers see it. */
  public static ObjectNode of(RouteDecision decision) {
    var json = Json.object().put("category", decision.category());
    json.put("rule", decision.rule().isEmpty() ? null : decision.rule());
    json.put("model", decision.model());
    var params = json.putObject("params");
    decision.params().forEach(params::set);
    json.put("strategy", decision.strategy().label());
    json.put("basis", decision.basis().word());
    json.put("quality", rounded(decision.knob().value()));
    var reasons = json.putArray("reasons");
    decision.reasons().forEach(reasons::add);
    json.set("gates", gates(decision.gates()));
    json.set("alternatives", alternatives(decision.alternatives()));
    json.set("analysis", of(decision.analysis()));
    return json;
  }

  private static ArrayNode gates(List<GateVerdict> gates) {
    var json = Json.array();
    gates.forEach(
        each ->
            json.addObject()
                .put("model", each.model())
                .put("gate", each.gate())
                .put("reason", each.reason()));
    return json;
  }

  private static ArrayNode alternatives(List<RouteAlternative> alternatives) {
    var json = Json.array();
    for (var each : alternatives) {
      var one =
          json.addObject()
              .put("model", each.model())
              .put("expected_quality", rounded(each.quality()))
              .put("outcomes", each.outcomes());
      var cost = each.costUsd();
      one.put("expected_cost_usd", cost == null ? null : Math.round(cost * DOLLARS) / DOLLARS);
      var latency = each.latencyMs();
      one.put("expected_latency_ms", latency == null ? null : rounded(latency));
      one.put("utility", rounded(each.utility()));
      one.put("gate", each.gate());
    }
    return json;
  }

  /**
   * A decision for the record of its call: without a word of what was said, and with what it takes
   * to decide again under another configuration.
   *
   * @param asked the model that was asked
   * @param shadow whether that is another one, as decisions are only noted
   */
  static ObjectNode record(
      RouteDecision decision, RouteQuestion question, String asked, boolean shadow) {
    var analysis = decision.analysis();
    var json =
        Json.object()
            .put("model", decision.model())
            .put("basis", decision.basis().word())
            .put("rule", decision.rule().isEmpty() ? null : decision.rule())
            .put("category", decision.category())
            .put("task_type", analysis.taskType().label())
            .put("complexity_score", rounded(analysis.complexity()))
            .put("suggested_strategy", analysis.suggestedStrategy().label())
            .put("confidence", rounded(analysis.confidence()))
            .put("language", analysis.language().code())
            .put("strategy", decision.strategy().label())
            .put("quality", rounded(decision.knob().value()));
    if (shadow) {
      json.put("shadow", true).put("asked", asked);
    }
    var reasons = json.putArray("reasons");
    decision.reasons().forEach(reasons::add);
    var signals = json.putArray("signals");
    analysis.signals().forEach(each -> signals.add(each.name()));
    json.set("gates", gates(decision.gates()));
    json.set("alternatives", alternatives(decision.alternatives()));
    json.set("request", RecordedQuestion.json(question));
    return json;
  }

  private static double rounded(double value) {
    return Math.round(value * FINE) / FINE;
  }
}
