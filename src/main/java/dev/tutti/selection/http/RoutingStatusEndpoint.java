package dev.tutti.selection.http;

import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.selection.auto.AutoRouting;
import dev.tutti.selection.decision.RouteCandidate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /admin/routing}: the models that are chosen among, and what is known of them. */
public record RoutingStatusEndpoint(AutoRouting routing) {

  /** Answers with what holds now. */
  public void show(HttpExchange exchange) {
    var decider = routing.deciders().get();
    var settings = decider.settings();
    var json =
        Json.object()
            .put("enabled", settings.enabled())
            .put("quality", settings.quality())
            .put("rules", decider.rules().rules().size());
    json.put("default", decider.fleet().standard().orElse(null));
    json.put("shadow", settings.shadow().isEmpty() ? null : settings.shadow());
    json.putObject("explore")
        .put("share", settings.exploration().share())
        .put("min_quality", settings.exploration().minQuality());
    var models = json.putArray("models");
    decider.fleet().candidates().forEach(each -> models.add(json(each)));
    var warnings = json.putArray("warnings");
    settings.warnings().forEach(warnings::add);
    exchange.json(json);
  }

  private ObjectNode json(RouteCandidate candidate) {
    var standing = routing.outcomes().quality().standing(candidate.name());
    var json =
        Json.object()
            .put("model", candidate.name())
            .put("tier", candidate.tier().word())
            .put("strength", rounded(candidate.strength()))
            .put("priced", candidate.priced())
            .put("outcomes", standing.outcomes());
    put(json, "score", standing.score());
    put(json, "cost_usd", standing.costUsd());
    put(json, "latency_ms", standing.latencyMs());
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable Double value) {
    if (value != null) {
      json.put(name, rounded(value));
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
