package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.resilience.concurrency.AdaptiveConcurrency;
import dev.tutti.routing.ModelStack;
import dev.tutti.routing.scale.Autoscaler;
import dev.tutti.routing.scale.ScaleSettings;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/scale}: what capacity every alias has and should have, which of its deployments
 * are active, and the limits that follow latency.
 */
public record ScaleEndpoint(ModelStack models) implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    var answer = Json.object();
    var data = answer.putArray("data");
    models.scale().forEach(each -> data.add(json(each)));
    var limits = answer.putArray("limits");
    models.adaptive().all().forEach(each -> limits.add(json(each)));
    exchange.json(answer);
  }

  private static ObjectNode json(Autoscaler.Status status) {
    var json = Json.object().put("model", status.model());
    if (status.settings().enabled()) {
      scale(json.putObject("scale"), status.settings());
    }
    json.put("capacity", status.capacity()).put("desired_capacity", status.desired());
    if (Double.isFinite(status.utilisation())) {
      json.put("utilisation", status.utilisation());
    }
    var deployments = json.putArray("deployments");
    status
        .members()
        .forEach(
            each ->
                deployments
                    .addObject()
                    .put("deployment", each.target().deployment())
                    .put("state", each.state())
                    .put("calls", each.calls())
                    .put("capacity", each.capacity()));
    return json;
  }

  private static void scale(ObjectNode json, ScaleSettings settings) {
    json.put("min", settings.min())
        .put("max", settings.max())
        .put("target", settings.target())
        .put("cooldown_ms", settings.cooldown().toMillis());
  }

  private static ObjectNode json(AdaptiveConcurrency.Status status) {
    return Json.object()
        .put("deployment", status.target().deployment())
        .put("min", status.min())
        .put("max", status.max())
        .put("limit", status.limit())
        .put("in_flight", status.inFlight())
        .put("waiting", status.waiting());
  }
}
