package dev.tutti.gateway.batch;

import dev.tutti.batch.BatchRequest;
import dev.tutti.batch.Batches;
import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;

/** {@code /v1/batches}: batches of their owner. */
public record BatchesEndpoint(Batches batches) {
  private static final int LONGEST_BODY = 128 << 10;
  private static final String USUAL = "20";
  private static final int MOST = 100;
  private static final int LONGEST_USER = 512;

  /** {@code POST /v1/batches}: makes one. */
  public void create(HttpExchange exchange) {
    exchange
        .tree(LONGEST_BODY, body -> BatchRequest.read(Json.request(body)))
        .onSuccess(
            request ->
                exchange.attempt(
                    () ->
                        exchange.when(
                            batches.create(request, exchange.principal(), caller(exchange)),
                            batch -> exchange.json(BatchJson.of(batch)))))
        .onFailure(exchange::fail);
  }

  private static Caller caller(HttpExchange exchange) {
    var user = exchange.header("x-tutti-user").orElse("");
    if (user.length() > LONGEST_USER) {
      throw Fault.invalid(
          "x-tutti-user",
          "%d characters (expected: at most %d)".formatted(user.length(), LONGEST_USER));
    }
    return exchange.principal().caller().forUser(user);
  }

  private static String owner(HttpExchange exchange) {
    return exchange.principal().caller().owner();
  }

  /** {@code GET /v1/batches?after=&limit=}: the newest first. */
  public void list(HttpExchange exchange) {
    var limit = Page.number("limit", exchange.query("limit").orElse(USUAL), MOST);
    exchange.when(
        batches.list(owner(exchange), exchange.query("after").orElse(""), (int) limit),
        page -> exchange.json(BatchJson.of(page)));
  }

  /** {@code GET /v1/batches/{id}}. */
  public void show(HttpExchange exchange) {
    exchange.when(
        batches.find(owner(exchange), exchange.path("id")),
        batch -> exchange.json(BatchJson.of(batch)));
  }

  /** {@code POST /v1/batches/{id}/cancel}. */
  public void cancel(HttpExchange exchange) {
    exchange.when(
        batches.cancel(owner(exchange), exchange.path("id")),
        batch -> exchange.json(BatchJson.of(batch)));
  }
}
