package dev.tutti.gateway.admin;

import dev.tutti.cache.AnswerCache;
import dev.tutti.cache.CacheStatus;
import dev.tutti.cache.Selection;
import dev.tutti.chat.Json;
import dev.tutti.http.Visit;
import dev.tutti.ledger.Cost;
import dev.tutti.security.Audit;
import dev.tutti.security.Deed;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/cache}: what the response cache holds, and how it is emptied. */
public record CacheDoor(AnswerCache cache, Audit audit, InstantSource clock) {
  public void show(Visit visit) {
    visit.when(cache.status(), status -> visit.json(json(status)));
  }

  /** {@code DELETE /admin/cache?model=&owner=}; an empty owner means anonymous callers. */
  public void clear(Visit visit) {
    var selection =
        new Selection(
            visit.query("model").stream().toList(), visit.query("owner").stream().toList());
    var deed =
        new Deed(clock.instant(), visit.principal().label(), "cache.clear", selection.words());
    visit.when(
        audit.note(deed).thenCompose(_ -> cache.clear(selection)),
        cleared -> visit.json(Json.object().put("cleared", cleared)));
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
