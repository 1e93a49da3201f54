package dev.tutti.gateway.admin;

import dev.tutti.cache.AnswerCache;
import dev.tutti.cache.CacheStatus;
import dev.tutti.cache.Selection;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.ledger.Cost;
import dev.tutti.security.Audit;
import dev.tutti.security.AuditEvent;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/cache}: what the response cache holds, and how it is emptied. */
public record CacheEndpoint(AnswerCache cache, Audit audit, InstantSource clock) {
  public void show(HttpExchange exchange) {
    exchange.when(cache.status(), status -> exchange.json(json(status)));
  }

  /** {@code DELETE /admin/cache?model=&owner=}; an empty owner means anonymous callers. */
  public void clear(HttpExchange exchange) {
    var selection =
        new Selection(
            exchange.query("model").stream().toList(), exchange.query("owner").stream().toList());
    var event =
        new AuditEvent(
            clock.instant(), exchange.principal().label(), "cache.clear", selection.words());
    exchange.when(
        audit.note(event).thenCompose(_ -> cache.clear(selection)),
        cleared -> exchange.json(Json.object().put("cleared", cleared)));
  }

  private static ObjectNode json(CacheStatus status) {
    var json = Json.object();
    json.set("memory", json(status.memory()));
    json.set("database", json(status.database()));
    json.put("questions", status.questions());
    var results = json.putObject("results");
    status.results().forEach(results::put);
    return json.put("saved_usd", new Cost.Known(status.nanoDollars()).dollars());
  }

  private static ObjectNode json(CacheStatus.Tier tier) {
    return Json.object()
        .put("entries", tier.entries())
        .put("bytes", tier.bytes())
        .put("max_bytes", tier.most());
  }
}
