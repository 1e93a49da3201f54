package dev.tutti.gateway.responses;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.responses.Responses;

/** {@code /v1/responses/ID}: responses that were kept, for their owner. */
public record ResponsesEndpoint(Responses responses) {
  /** {@code GET}: the response. */
  public void show(HttpExchange exchange) {
    refuseStream(exchange);
    exchange.when(
        responses.find(owner(exchange), exchange.path("id"), exchange.memory()::take),
        exchange::json);
  }

  /** {@code GET .../input_items}: what was given for it. */
  public void input(HttpExchange exchange) {
    exchange.when(
        responses.input(
            owner(exchange),
            exchange.path("id"),
            ItemPages.page(exchange),
            exchange.memory()::take),
        page -> exchange.json(ItemPages.json(page)));
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
        responses.delete(owner(exchange), id),
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
        responses.find(owner(exchange), exchange.path("id"), exchange.memory()::take),
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
