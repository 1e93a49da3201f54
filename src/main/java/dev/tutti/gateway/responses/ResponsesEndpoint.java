package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.EndUser;
import dev.tutti.http.HttpExchange;
import dev.tutti.responses.Responses;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/responses/ID}: responses that were kept, for their owner. */
public record ResponsesEndpoint(Responses responses) {
  /** {@code GET}: the response. */
  public void show(HttpExchange exchange) {
    refuseStream(exchange);
    exchange.when(
        found(exchange)
            .thenCompose(id -> responses.find(owner(exchange), id, exchange.memory()::take)),
        exchange::json);
  }

  /** {@code GET .../input_items}: what was given for it. */
  public void input(HttpExchange exchange) {
    var asked = ItemPages.page(exchange);
    exchange.when(
        found(exchange)
            .thenCompose(
                id -> responses.input(owner(exchange), id, asked, exchange.memory()::take)),
        page -> exchange.json(ItemPages.json(page)));
  }

  /** The id in the path, of a response that is there for this caller and end user. */
  private CompletableFuture<String> found(HttpExchange exchange) {
    var id = exchange.path("id");
    return responses.require(owner(exchange), EndUser.of(exchange), id).thenApply(_ -> id);
  }

  private static String owner(HttpExchange exchange) {
    return exchange.principal().caller().owner();
  }

  private static void refuseStream(HttpExchange exchange) {
    if (exchange.query("stream").filter("true"::equals).isPresent()) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "stream: true (expected: false; events of a response are told once)")
          .at("stream");
    }
  }

  /** {@code DELETE}. */
  public void delete(HttpExchange exchange) {
    var id = exchange.path("id");
    exchange.when(
        found(exchange).thenCompose(found -> responses.delete(owner(exchange), found)),
        _ ->
            exchange.json(
                Json.object().put("id", id).put("object", "response").put("deleted", true)));
  }

  /**
   * {@code POST .../cancel}. Only responses in the background can be cancelled there, and there are
   * none here: the words are OpenAI's.
   */
  public void cancel(HttpExchange exchange) {
    exchange.when(
        found(exchange),
        _ -> {
          throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "Cannot cancel a synchronous response. (expected: closing its connection while it is"
                  + " under way)");
        });
  }

  /**
   * The answer to {@code POST /v1/responses/compact}: what comes of it is opaque, and of use only
   * to the provider that gave it.
   */
  public static Fault noCompaction(HttpExchange exchange) {
    return Fault.of(
            FaultCode.INVALID_REQUEST,
            exchange.path()
                + " is not here (expected: /passthrough/{provider}/responses/compact of a provider"
                + " that has it, or a shorter input)")
        .status(404);
  }
}
