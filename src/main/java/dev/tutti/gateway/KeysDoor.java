package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.IssuedKey;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** {@code /admin/keys}: lists, makes and revokes virtual keys. */
final class KeysDoor {
  private static final int LONGEST_BODY = 64 << 10;
  private static final String ONE = "/admin/keys/";

  private final Keys keys;

  KeysDoor(Keys keys) {
    this.keys = keys;
  }

  void list(Visit visit) {
    visit.when(
        keys.list(),
        all -> {
          var answer = Json.object();
          var data = answer.putArray("data");
          all.forEach(key -> data.add(KeyJson.of(key)));
          visit.json(answer);
        });
  }

  void create(Visit visit) {
    if (!keys.exist()) {
      throw Fault.of(
          FaultCode.PERMISSION,
          "no key exists (expected: the first is made on the machine: ./tutti keys create --role"
              + " admin)");
    }
    visit
        .body(LONGEST_BODY)
        .onSuccess(
            body ->
                visit.attempt(
                    () ->
                        visit.when(
                            made(Json.request(body), visit.principal().label()),
                            issued -> visit.json(KeyJson.of(issued)))))
        .onFailure(visit::fail);
  }

  private CompletableFuture<IssuedKey> made(JsonNode asked, String who) {
    var grant = grant(asked);
    return expiry(asked)
        .map(until -> keys.create(grant, until, who))
        .orElseGet(() -> keys.create(grant, who));
  }

  private static Grant grant(JsonNode asked) {
    try {
      var patterns = new ArrayList<String>();
      asked.path("models").forEach(pattern -> patterns.add(pattern.asString("")));
      return new Grant(
          asked.path("name").asString("key"),
          asked.path("owner").asString("default"),
          Role.of(asked.path("role").asString("user")),
          patterns.isEmpty() ? AllowedModels.ALL : AllowedModels.of(patterns));
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("key", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Instant> expiry(JsonNode asked) {
    var text = asked.path("expires").asString("");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      throw Fault.invalid(
          "expires", "\"" + text + "\" (expected: a time such as 2027-01-31T00:00:00Z)");
    }
  }

  void revoke(Visit visit) {
    visit.when(
        keys.revoke(visit.path().substring(ONE.length()), visit.principal().label()),
        key -> visit.json(KeyJson.of(key)));
  }
}
