package dev.tutti.gateway.chat;

import dev.tutti.chat.Json;
import dev.tutti.http.Visit;
import dev.tutti.routing.Directory;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/models} and {@code /v1/models/{id}}: what the caller's key may use, in Anthropic's
 * form for those who send {@code anthropic-version}.
 */
public final class ModelsDoor {
  private final Supplier<Directory> directory;
  private final Instant since;

  /** Every model is said to exist since the server does. */
  public ModelsDoor(Supplier<Directory> directory, Instant since) {
    this.directory = directory;
    this.since = since;
  }

  /** {@code GET /v1/models}. */
  public void list(Visit visit) {
    var entries = visible(visit).entries();
    visit.json(isAnthropic(visit) ? page(ModelPage.of(visit, entries)) : list(entries));
  }

  /** {@code GET /v1/models/{model...}}. */
  public void show(Visit visit) {
    visit.json(one(visit, visit.path("model"), isAnthropic(visit)));
  }

  private static boolean isAnthropic(Visit visit) {
    return visit.header("anthropic-version").isPresent();
  }

  private VisibleModels visible(Visit visit) {
    return new VisibleModels(directory.get(), visit.principal());
  }

  private ObjectNode one(Visit visit, String id, boolean anthropic) {
    var visible = visible(visit);
    return visible
        .entry(id)
        .map(entry -> json(entry, anthropic))
        .orElseThrow(() -> visible.unknown(id));
  }

  private ObjectNode list(List<Directory.Entry> entries) {
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

  private ObjectNode json(Directory.Entry entry, boolean anthropic) {
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
