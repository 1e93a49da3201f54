package dev.tutti.ledger;

import dev.tutti.call.Decision;
import dev.tutti.chat.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** JSON of a call's way to its deployments. */
final class DecisionJson {
  private static final double NANOS = 1e6;

  private DecisionJson() {}

  static String of(List<Decision.Step> steps) {
    var json = Json.array();
    steps.forEach(step -> json.add(of(step)));
    return Json.text(json);
  }

  private static ObjectNode of(Decision.Step step) {
    var json =
        Json.object()
            .put("model", step.model())
            .put("link", step.link())
            .put("balance", step.balance())
            .put("reason", step.reason().word());
    var candidates = json.putArray("candidates");
    for (var each : step.candidates()) {
      var one = candidates.addObject().put("deployment", each.deployment().deployment());
      if (step.candidates().size() > 1) {
        one.put("in_flight", each.inFlight()).put("latency_ms", each.latency().toNanos() / NANOS);
      }
    }
    var away = json.putArray("away");
    for (var each : step.away()) {
      var reasons =
          away.addObject().put("deployment", each.deployment().deployment()).putArray("reasons");
      each.reasons().forEach(reasons::add);
    }
    var chosen = step.chosen();
    json.put("chosen", chosen == null ? null : chosen.deployment());
    return json;
  }
}
