package dev.tutti.gateway.admin;

import dev.tutti.call.Target;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.Visit;
import dev.tutti.resilience.breaker.Breakers;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/breakers}: the breaker of each deployment that was ever asked, and its reset. */
public record BreakersDoor(Breakers breakers) {
  public static final String BELOW = "/admin/breakers/";
  private static final String RESET = "/reset";

  public void list(Visit visit) {
    var answer = Json.object();
    var data = answer.putArray("data");
    breakers.all().forEach(status -> data.add(json(status)));
    visit.json(answer);
  }

  /** {@code POST /admin/breakers/{provider}/{model}/reset}; a model's name may hold slashes. */
  public void reset(Visit visit) {
    var path = visit.path().substring(BELOW.length());
    var name = path.endsWith(RESET) ? path.substring(0, path.length() - RESET.length()) : "";
    int slash = name.indexOf('/');
    var target = slash > 0 ? new Target(name.substring(0, slash), name.substring(slash + 1)) : null;
    if (target == null || !breakers.reset(target)) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "%s is no breaker (expected: POST %sPROVIDER/MODEL/reset, of GET /admin/breakers)"
                  .formatted(visit.path(), BELOW))
          .status(404);
    }
    visit.json(json(breakers.status(target)));
  }

  private static ObjectNode json(Breakers.Status status) {
    return Json.object()
        .put("id", status.target().deployment())
        .put("provider", status.target().provider())
        .put("model", status.target().model())
        .put("state", status.state())
        .put("why", status.why())
        .put("resting", status.resting())
        .put("left_ms", status.left().toMillis());
  }
}
