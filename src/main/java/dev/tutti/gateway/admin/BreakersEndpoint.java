package dev.tutti.gateway.admin;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.resilience.breaker.BreakerSettings;
import dev.tutti.resilience.breaker.Breakers;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/breakers}: the breaker of each deployment that was ever asked, and its reset. */
public record BreakersEndpoint(Breakers breakers) {
  public void list(HttpExchange exchange) {
    var answer = Json.object();
    var data = answer.putArray("data");
    breakers.all().forEach(status -> data.add(json(status)));
    exchange.json(answer);
  }

  /** {@code POST /admin/breakers/{provider}/{model...}/reset}. */
  public void reset(HttpExchange exchange) {
    var target = new DeploymentId(exchange.path("provider"), exchange.path("model"));
    if (!breakers.reset(target)) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "%s is no breaker (expected: PROVIDER/MODEL, one of GET /admin/breakers)"
                  .formatted(target.deployment()))
          .status(404);
    }
    exchange.json(json(breakers.status(target)));
  }

  private ObjectNode json(Breakers.Status status) {
    var json =
        Json.object()
            .put("id", status.target().deployment())
            .put("provider", status.target().provider())
            .put("model", status.target().model())
            .put("state", status.state())
            .put("why", status.why())
            .put("resting", status.resting())
            .put("left_ms", status.left().toMillis());
    return window(json, status.latest(), breakers.settings());
  }

  /** The attempts that a breaker looks at, and how many failures would open it. */
  static ObjectNode window(ObjectNode to, Breakers.Latest latest, BreakerSettings settings) {
    to.putObject("latest")
        .put("attempts", latest.attempts())
        .put("failed", latest.failed())
        .put("in_a_row", latest.inARow());
    to.putObject("opens_at")
        .put("in_a_row", settings.consecutive())
        .put("window", settings.window())
        .put("failure_rate", settings.failureRate());
    return to;
  }
}
