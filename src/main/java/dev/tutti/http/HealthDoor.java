package dev.tutti.http;

import dev.tutti.chat.Json;
import java.util.function.BooleanSupplier;

/** {@code GET /healthz} (the process answers) and {@code GET /readyz} (it welcomes requests). */
public record HealthDoor(BooleanSupplier healthy) implements Door {

  @Override
  public void answer(Visit visit) {
    boolean well = healthy.getAsBoolean();
    visit.response().setStatusCode(well ? 200 : 503);
    visit.json(Json.object().put("status", well ? "ok" : "stopping"));
  }
}
