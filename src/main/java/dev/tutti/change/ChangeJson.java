package dev.tutti.change;

import dev.tutti.chat.Json;
import tools.jackson.databind.node.ObjectNode;

/** Changes of the configuration in JSON, without secrets. */
public final class ChangeJson {
  private ChangeJson() {}

  /** Result of a change of several things. */
  public static ObjectNode of(ChangeResult result) {
    var json = Json.object();
    var changes = json.putArray("changes");
    result.changes().forEach(each -> changes.add(of(each)));
    return json.put("revision", result.revision());
  }

  /** A row of the history. */
  public static ObjectNode of(Change change) {
    var json =
        Json.object()
            .put("id", change.id())
            .put("at", change.at().toString())
            .put("who", change.who())
            .put("action", change.action())
            .put("kind", change.subject().kind().word())
            .put("name", change.subject().name())
            .put("effect", change.effect().word());
    change.shown().ifPresent(config -> json.set("config", config));
    return json;
  }
}
