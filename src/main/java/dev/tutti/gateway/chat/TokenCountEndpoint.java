package dev.tutti.gateway.chat;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.ErrorFormat;
import dev.tutti.http.HttpExchange;
import dev.tutti.routing.ModelCatalog;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/messages/count_tokens} and {@code POST /v1/responses/input_tokens}: how many
 * tokens a request has, by our own estimate, which learns of each model, and which a header says.
 * No model is asked and nothing is spent.
 */
public final class TokenCountEndpoint implements Endpoint {
  private static final String ESTIMATED = "x-tutti-estimated";

  private final CallStart calls;
  private final Supplier<ModelCatalog> catalog;
  private final Dialect dialect;
  private final Reading reading;
  private final ObjectNode answer;
  private final ToLongFunction<ChatRequest> tokens;

  /** Way in which a body becomes the request whose tokens are counted. */
  @FunctionalInterface
  private interface Reading {
    Future<ChatRequest> read(HttpExchange exchange, byte[] body);
  }

  private TokenCountEndpoint(
      CallStart calls,
      Supplier<ModelCatalog> catalog,
      Dialect dialect,
      Reading reading,
      ObjectNode answer,
      ToLongFunction<ChatRequest> tokens) {
    this.calls = calls;
    this.catalog = catalog;
    this.dialect = dialect;
    this.reading = reading;
    this.answer = answer;
    this.tokens = tokens;
  }

  /**
   * For requests whose body says all of them.
   *
   * @param read makes a request of a body
   * @param tokens estimates those of a request
   */
  public static TokenCountEndpoint ofBodies(
      CallStart calls,
      Supplier<ModelCatalog> catalog,
      Dialect dialect,
      Function<byte[], ChatRequest> read,
      ToLongFunction<ChatRequest> tokens) {
    return new TokenCountEndpoint(
        calls,
        catalog,
        dialect,
        (exchange, body) -> exchange.tree(body, read),
        Json.object(),
        tokens);
  }

  /**
   * For requests with what came before them, which is looked up.
   *
   * @param object what the answer calls itself
   * @param tokens estimates those of a request
   */
  public static TokenCountEndpoint ofTurns(
      CallStart calls,
      Supplier<ModelCatalog> catalog,
      Dialect dialect,
      String object,
      ToLongFunction<ChatRequest> tokens) {
    return new TokenCountEndpoint(
        calls,
        catalog,
        dialect,
        (exchange, body) -> {
          var call = calls.begin(exchange);
          return exchange
              .tree(body, bytes -> dialect.read(bytes, exchange::header))
              .compose(request -> request.counted(call));
        },
        Json.object().put("object", object),
        tokens);
  }

  @Override
  public Optional<ErrorFormat> errors() {
    return Optional.of(dialect);
  }

  @Override
  public void answer(HttpExchange exchange) {
    exchange
        .body(calls.settings().bodyLimit())
        .onSuccess(body -> exchange.attempt(() -> count(exchange, body)))
        .onFailure(exchange::fail);
  }

  private void count(HttpExchange exchange, byte[] body) {
    reading
        .read(exchange, body)
        .onSuccess(request -> exchange.attempt(() -> count(exchange, request)))
        .onFailure(exchange::fail);
  }

  private void count(HttpExchange exchange, ChatRequest request) {
    var visible = new VisibleModels(catalog.get(), exchange.principal());
    exchange
        .loop()
        .offload(
            () -> {
              visible.require(request.model());
              return tokens.applyAsLong(request);
            })
        .onSuccess(tokens -> exchange.attempt(() -> say(exchange, tokens)))
        .onFailure(exchange::fail);
  }

  private void say(HttpExchange exchange, long tokens) {
    exchange.response().putHeader(ESTIMATED, "1");
    exchange.json(answer.deepCopy().put("input_tokens", tokens));
  }
}
