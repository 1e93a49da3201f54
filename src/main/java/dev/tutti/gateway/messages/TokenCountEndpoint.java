package dev.tutti.gateway.messages;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.Services;
import dev.tutti.gateway.chat.VisibleModels;
import dev.tutti.gateway.responses.ResponsesDialect;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.ErrorFormat;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.ServerSettings;
import dev.tutti.provider.TokenCount;
import io.vertx.core.Future;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/messages/count_tokens} and {@code POST /v1/responses/input_tokens}: how many
 * tokens a request has, by our own estimate, which a header says. No model is asked and nothing is
 * spent.
 */
public final class TokenCountEndpoint implements Endpoint {
  private static final String ESTIMATED = "x-tutti-estimated";

  private final Services services;
  private final ServerSettings settings;
  private final Dialect dialect;
  private final Reading reading;
  private final ObjectNode answer;

  /** Way in which a body becomes the request whose tokens are counted. */
  @FunctionalInterface
  private interface Reading {
    Future<ChatRequest> read(HttpExchange exchange, byte[] body);
  }

  private TokenCountEndpoint(
      Services services,
      ServerSettings settings,
      Dialect dialect,
      Reading reading,
      ObjectNode answer) {
    this.services = services;
    this.settings = settings;
    this.dialect = dialect;
    this.reading = reading;
    this.answer = answer;
  }

  /** For requests of Anthropic's API. */
  public static TokenCountEndpoint messages(Services services, ServerSettings settings) {
    return new TokenCountEndpoint(
        services,
        settings,
        new MessagesDialect(),
        (exchange, body) -> exchange.tree(body, MessagesDialect::counted),
        Json.object());
  }

  /** For requests of the Responses API, with what came before them. */
  public static TokenCountEndpoint responses(
      Services services, ServerSettings settings, CallStart calls, ResponsesDialect dialect) {
    return new TokenCountEndpoint(
        services,
        settings,
        dialect,
        (exchange, body) -> {
          var call = calls.begin(exchange);
          return exchange
              .tree(body, bytes -> dialect.read(bytes, exchange::header))
              .compose(parsedRequest -> parsedRequest.request(call));
        },
        Json.object().put("object", "response.input_tokens"));
  }

  @Override
  public Optional<ErrorFormat> errors() {
    return Optional.of(dialect);
  }

  @Override
  public void answer(HttpExchange exchange) {
    exchange
        .body(settings.bodyLimit())
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
    new VisibleModels(services.catalog().get(), exchange.principal()).require(request.model());
    exchange
        .loop()
        .offload(() -> TokenCount.estimate(request))
        .onSuccess(tokens -> exchange.attempt(() -> say(exchange, tokens)))
        .onFailure(exchange::fail);
  }

  private void say(HttpExchange exchange, long tokens) {
    exchange.response().putHeader(ESTIMATED, "1");
    exchange.json(answer.deepCopy().put("input_tokens", tokens));
  }
}
