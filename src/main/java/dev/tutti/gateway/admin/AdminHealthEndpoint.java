package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.resilience.breaker.Breakers;
import dev.tutti.routing.health.Health;
import dev.tutti.routing.health.LastProbe;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /admin/health}: every deployment that an alias names. */
public record AdminHealthEndpoint(Health health, Breakers breakers) implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    var answer = Json.object();
    var data = answer.putArray("data");
    health.all().forEach(status -> data.add(json(status)));
    exchange.json(answer);
  }

  private ObjectNode json(Health.Status status) {
    var json =
        Json.object()
            .put("deployment", status.target().deployment())
            .put("state", status.state())
            .put("probe", status.probe());
    last(json, status.last());
    var breaker = breakers.status(status.target());
    var told =
        json.putObject("breaker")
            .put("state", breaker.state())
            .put("resting", breaker.resting())
            .put("left_ms", breaker.left().toMillis())
            .put("why", breaker.why());
    BreakersEndpoint.window(told, breaker.latest(), breakers.settings());
    return json;
  }

  private static void last(ObjectNode json, LastProbe last) {
    switch (last) {
      case LastProbe.Never _ -> {}
      case LastProbe.Spared(var at) ->
          json.putObject("last").put("by", "caller").put("at", at.toString());
      case LastProbe.Done(var at, var took, var error) -> {
        var probe = json.putObject("last").put("by", "probe").put("at", at.toString());
        probe.put("latency_ms", took.toNanos() / 1e6);
        probe.put("error", error.isEmpty() ? null : error);
      }
    }
  }
}
