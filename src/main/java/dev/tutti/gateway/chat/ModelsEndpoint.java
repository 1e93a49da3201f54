package dev.tutti.gateway.chat;

import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.routing.ModelCatalog;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/models} and {@code /v1/models/{id}}: what the caller's key may use, in Anthropic's
 * form for those who send {@code anthropic-version}.
 */
public final class ModelsEndpoint {
  private final Supplier<ModelCatalog> catalog;
  private final Instant since;

  /** Every model is said to exist since the server does. */
  public ModelsEndpoint(Supplier<ModelCatalog> catalog, Instant since) {
    this.catalog = catalog;
    this.since = since;
  }

  /** {@code GET /v1/models}. */
  public void list(HttpExchange exchange) {
    var entries = visible(exchange).entries();
    exchange.json(isAnthropic(exchange) ? page(ModelPage.of(exchange, entries)) : list(entries));
  }

  /** {@code GET /v1/models/{model...}}. */
  public void show(HttpExchange exchange) {
    exchange.json(one(exchange, exchange.path("model"), isAnthropic(exchange)));
  }

  private static boolean isAnthropic(HttpExchange exchange) {
    return exchange.header("anthropic-version").isPresent();
  }

  private VisibleModels visible(HttpExchange exchange) {
    return new VisibleModels(catalog.get(), exchange.principal());
  }

  private ObjectNode one(HttpExchange exchange, String id, boolean anthropic) {
    var visible = visible(exchange);
    return visible
        .entry(id)
        .map(entry -> json(entry, anthropic))
        .orElseThrow(() -> visible.unknown(id));
  }

  private ObjectNode list(List<ModelCatalog.Entry> entries) {
    var list = Json.object().put("object", "list");
    var data = list.putArray("data");
    entries.forEach(entry -> data.add(json(entry, false)));
    return list;
  }

  private ObjectNode page(ModelPage page) {
    var entries = page.entries();
    var list = Json.object();
    var data = list.putArray("data");
    entries.forEach(entry -> data.add(json(entry, true)));
    return list.put("has_more", page.more())
        .put("first_id", entries.isEmpty() ? null : entries.getFirst().id())
        .put("last_id", entries.isEmpty() ? null : entries.getLast().id());
  }

  private ObjectNode json(ModelCatalog.Entry entry, boolean anthropic) {
    return anthropic
        ? Json.object()
            .put("type", "model")
            .put("id", entry.id())
            .put("display_name", entry.id())
            .put("created_at", since.toString())
            .put("lifecycle", "active")
        : Json.object()
            .put("id", entry.id())
            .put("object", "model")
            .put("created", since.getEpochSecond())
            .put("owned_by", entry.owner());
  }
}
