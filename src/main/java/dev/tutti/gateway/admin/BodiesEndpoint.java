package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.recording.BodyRecorder;
import dev.tutti.recording.RecordedBody;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/calls/{id}/bodies}, what a call's models were asked and answered, and {@code
 * DELETE}, which removes it. The audit has a row before a look is answered.
 */
public record BodiesEndpoint(BodyRecorder bodies, Audit audit, InstantSource clock) {

  /** {@code GET}. */
  public void show(HttpExchange exchange) {
    var id = exchange.path("id");
    exchange.when(
        audit.note(event(exchange, "bodies.read", id)).thenCompose(_ -> bodies.of(id)),
        found -> {
          var answer = Json.object();
          var data = answer.putArray("data");
          found.forEach(each -> data.add(json(each)));
          exchange.json(answer);
        });
  }

  /** {@code DELETE}. */
  public void delete(HttpExchange exchange) {
    var id = exchange.path("id");
    exchange.when(
        audit.note(event(exchange, "bodies.delete", id)).thenCompose(_ -> bodies.delete(id)),
        count -> exchange.json(Json.object().put("deleted", count)));
  }

  private AuditEvent event(HttpExchange exchange, String action, String id) {
    return new AuditEvent(
        clock.instant(), exchange.principal().label(), action, "call " + CallsEndpoint.known(id));
  }

  private static ObjectNode json(RecordedBody body) {
    return Json.object()
        .put("at", body.at().toString())
        .put("model", body.model())
        .put("request", body.request())
        .put("answer", body.answer())
        .put("cut", body.cut());
  }
}
