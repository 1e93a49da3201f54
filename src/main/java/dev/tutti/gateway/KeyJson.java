package dev.tutti.gateway;

import dev.tutti.chat.Json;
import dev.tutti.security.ApiKey;
import dev.tutti.security.IssuedKey;
import tools.jackson.databind.node.ObjectNode;

/** A virtual key in JSON, for administrators. */
public final class KeyJson {
  private KeyJson() {}

  /** A key that was just made, with its secret: {@code key} is shown this once. */
  public static ObjectNode of(IssuedKey issued) {
    return of(issued.key()).put("key", issued.secret());
  }

  /** A key, without its secret. */
  public static ObjectNode of(ApiKey key) {
    var json =
        Json.object()
            .put("id", key.id())
            .put("prefix", key.prefix())
            .put("name", key.grant().name())
            .put("owner", key.grant().owner())
            .put("role", key.grant().role().word());
    var models = json.putArray("models");
    key.grant().models().patterns().forEach(models::add);
    var times = key.times();
    json.put("created_at", times.created().toString());
    times.expires().ifPresent(at -> json.put("expires_at", at.toString()));
    times.revoked().ifPresent(at -> json.put("revoked_at", at.toString()));
    times.lastUsed().ifPresent(at -> json.put("last_used_at", at.toString()));
    return json;
  }
}
