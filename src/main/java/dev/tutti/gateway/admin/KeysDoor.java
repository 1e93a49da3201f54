package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.Visit;
import dev.tutti.security.IssuedKey;
import dev.tutti.security.KeyJson;
import dev.tutti.security.Keys;
import java.util.concurrent.CompletableFuture;

/** {@code /admin/keys}: lists, makes and revokes virtual keys. */
public final class KeysDoor {
  private static final int LONGEST_BODY = 64 << 10;

  private final Keys keys;

  public KeysDoor(Keys keys) {
    this.keys = keys;
  }

  public void list(Visit visit) {
    visit.when(
        keys.list(),
        all -> {
          var answer = Json.object();
          var data = answer.putArray("data");
          all.forEach(key -> data.add(KeyJson.of(key)));
          visit.json(answer);
        });
  }

  public void create(Visit visit) {
    if (!keys.exist()) {
      throw Fault.of(
          FaultCode.PERMISSION,
          "no key exists (expected: the first is made on the machine: ./tutti keys create --role"
              + " admin)");
    }
    visit
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(
            body ->
                visit.attempt(
                    () ->
                        visit.when(
                            made(KeyWish.of(body), visit.principal().label()),
                            issued -> visit.json(KeyJson.of(issued)))))
        .onFailure(visit::fail);
  }

  private CompletableFuture<IssuedKey> made(KeyWish wish, String who) {
    return wish.expires() == null
        ? keys.create(wish.grant(), who)
        : keys.create(wish.grant(), wish.expires(), who);
  }

  public void revoke(Visit visit) {
    visit.when(
        keys.revoke(visit.path("id"), visit.principal().label()),
        key -> visit.json(KeyJson.of(key)));
  }
}
