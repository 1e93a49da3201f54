package dev.tutti.memory.http;

import dev.tutti.chat.Json;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactPage;
import dev.tutti.memory.api.Provenance;
import dev.tutti.memory.api.Recollection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON of facts and of what is recalled. */
public final class MemoryJson {
  private MemoryJson() {}

  /** A fact. */
  public static ObjectNode of(Fact fact) {
    var times = fact.times();
    var json =
        Json.object()
            .put("id", fact.id())
            .put("object", "memory")
            .put("user", fact.user())
            .put("text", fact.text())
            .put("state", fact.state().word())
            .put("superseded_by", orNull(fact.supersededBy()))
            .put("confidence", fact.confidence());
    json.set("provenance", of(fact.provenance()));
    json.set("metadata", fact.metadata());
    return json.put(
            "expires_at",
            times.expires().equals(Fact.Times.NEVER) ? null : times.expires().toString())
        .put("created_at", times.created().toString())
        .put("updated_at", times.updated().toString());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static ObjectNode of(Provenance provenance) {
    return Json.object()
        .put("session", orNull(provenance.session()))
        .put("message", orNull(provenance.message()))
        .put("at", provenance.at().toString());
  }

  /** A page of facts. */
  public static ObjectNode of(FactPage page) {
    var json = Json.object();
    var data = json.putArray("data");
    page.facts().forEach(each -> data.add(of(each)));
    return json.put("has_more", page.more());
  }

  /** All that was recalled. */
  public static ObjectNode of(List<Recollection> recalled) {
    var json = Json.object();
    var data = json.putArray("data");
    recalled.forEach(each -> data.add(of(each)));
    return json.put("has_more", false);
  }

  private static ObjectNode of(Recollection each) {
    var source = of(each.source());
    source.set("metadata", each.metadata());
    var json =
        Json.object()
            .put("id", each.id())
            .put("text", each.text())
            .put("score", each.score())
            .put("kind", each.kind().name().toLowerCase(Locale.ROOT));
    json.set("source", source);
    return json;
  }
}
