package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEntry;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /admin/audit}: who changed what, the newest first. */
public record AuditEndpoint(Audit audit) implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    var page = Page.of(exchange);
    exchange.when(
        audit.newest(page.before(), page.limit()),
        entries -> {
          var answer = Json.object();
          var data = answer.putArray("data");
          entries.forEach(entry -> data.add(json(entry)));
          exchange.json(answer);
        });
  }

  private static ObjectNode json(AuditEntry entry) {
    var event = entry.event();
    return Json.object()
        .put("id", entry.id())
        .put("at", event.at().toString())
        .put("who", event.who())
        .put("action", event.action())
        .put("target", event.target())
        .put("before", entry.before().orElse(null))
        .put("after", entry.after().orElse(null));
  }
}
