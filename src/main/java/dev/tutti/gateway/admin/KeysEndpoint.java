package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.security.IssuedKey;
import dev.tutti.security.KeyJson;
import dev.tutti.security.Keys;
import java.util.concurrent.CompletableFuture;

/** {@code /admin/keys}: lists, makes, changes and revokes virtual keys. */
public final class KeysEndpoint {
  private static final int LONGEST_BODY = 64 << 10;

  private final Keys keys;

  public KeysEndpoint(Keys keys) {
    this.keys = keys;
  }

  public void list(HttpExchange exchange) {
    exchange.when(
        keys.list(),
        all -> {
          var answer = Json.object();
          var data = answer.putArray("data");
          all.forEach(key -> data.add(KeyJson.of(key)));
          exchange.json(answer);
        });
  }

  public void create(HttpExchange exchange) {
    if (!keys.exist()) {
      throw Fault.of(
          FaultCode.PERMISSION,
          "no key exists (expected: the first is made on the machine: ./tutti keys create --role"
              + " admin)");
    }
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(
            body ->
                exchange.attempt(
                    () ->
                        exchange.when(
                            made(KeyRequest.of(body), exchange.principal().label()),
                            issued -> exchange.json(KeyJson.of(issued)))))
        .onFailure(exchange::fail);
  }

  private CompletableFuture<IssuedKey> made(KeyRequest keyRequest, String who) {
    return keyRequest.expires() == null
        ? keys.create(keyRequest.grant(), who)
        : keys.create(keyRequest.grant(), keyRequest.expires(), who);
  }

  /** {@code PATCH /{id}}: what is not named stays. */
  public void change(HttpExchange exchange) {
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(
            body ->
                exchange.attempt(
                    () ->
                        exchange.when(
                            keys.change(
                                exchange.path("id"),
                                key -> KeyRequest.of(key, body).terms(),
                                exchange.principal().label()),
                            key -> exchange.json(KeyJson.of(key)))))
        .onFailure(exchange::fail);
  }

  public void revoke(HttpExchange exchange) {
    exchange.when(
        keys.revoke(exchange.path("id"), exchange.principal().label()),
        key -> exchange.json(KeyJson.of(key)));
  }
}
