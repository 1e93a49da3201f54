package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Door;
import dev.tutti.http.Visit;
import dev.tutti.resilience.concurrency.AdaptiveConcurrency;
import dev.tutti.routing.scale.ScaleSettings;
import dev.tutti.routing.scale.Scaling;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/scale}: what capacity every alias has and should have, which of its deployments
 * are active, and the limits that follow latency.
 */
public record ScaleDoor(BackOffice.Capacity capacity) implements Door {

  @Override
  public void answer(Visit visit) {
    var answer = Json.object();
    var data = answer.putArray("data");
    capacity.models().get().forEach(each -> data.add(json(each)));
    var limits = answer.putArray("limits");
    capacity.limits().get().forEach(each -> limits.add(json(each)));
    visit.json(answer);
  }

  private static ObjectNode json(Scaling.Status status) {
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
