package dev.tutti.http;

import dev.tutti.chat.Json;
import java.util.function.BooleanSupplier;

/** {@code GET /healthz} (the process answers) and {@code GET /readyz} (it welcomes requests). */
record HealthEndpoint(BooleanSupplier healthy) implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    boolean well = healthy.getAsBoolean();
    exchange.response().setStatusCode(well ? 200 : 503);
    exchange.json(Json.object().put("status", well ? "ok" : "stopping"));
  }
}
