package dev.tutti.security;

import dev.tutti.call.Allowance;
import dev.tutti.chat.Json;
import java.math.BigDecimal;
import java.util.TreeSet;
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
    var scopes = json.putArray("scopes");
    new TreeSet<>(key.grant().scopes()).forEach(scopes::add);
    terms(json, key.grant().allowance());
    var times = key.times();
    json.put("created_at", times.created().toString());
    times.expires().ifPresent(at -> json.put("expires_at", at.toString()));
    times.revoked().ifPresent(at -> json.put("revoked_at", at.toString()));
    times.lastUsed().ifPresent(at -> json.put("last_used_at", at.toString()));
    return json;
  }

  private static void terms(ObjectNode json, Allowance allowance) {
    for (var quantity : Allowance.Quantity.values()) {
      allowance
          .of(quantity)
          .ifPresent(
              most -> {
                switch (quantity) {
                  case REQUESTS, TOKENS, CONCURRENCY ->
                      json.withObject("limits").put(quantity.word(), most);
                  case DAY -> json.withObject("budget").put("day", dollars(most));
                  case MONTH -> json.withObject("budget").put("month", dollars(most));
                }
              });
    }
  }

  private static BigDecimal dollars(long nanos) {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
  }
}
