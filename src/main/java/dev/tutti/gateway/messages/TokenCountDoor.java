package dev.tutti.gateway.messages;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.Services;
import dev.tutti.gateway.chat.VisibleModels;
import dev.tutti.gateway.responses.ResponsesDialect;
import dev.tutti.http.CallStart;
import dev.tutti.http.Door;
import dev.tutti.http.ErrorFormat;
import dev.tutti.http.ServerSettings;
import dev.tutti.http.Visit;
import dev.tutti.provider.TokenCount;
import io.vertx.core.Future;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /v1/messages/count_tokens} and {@code POST /v1/responses/input_tokens}: how many
 * tokens a request has, by our own estimate, which a header says. No model is asked and nothing is
 * spent.
 */
public final class TokenCountDoor implements Door {
  private static final String ESTIMATED = "x-tutti-estimated";

  private final Services services;
  private final ServerSettings settings;
  private final Dialect dialect;
  private final Reading reading;
  private final ObjectNode answer;

  /** Way in which a body becomes the request whose tokens are counted. */
  @FunctionalInterface
  private interface Reading {
    Future<ChatRequest> read(Visit visit, byte[] body);
  }

  private TokenCountDoor(
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
  public static TokenCountDoor messages(Services services, ServerSettings settings) {
    return new TokenCountDoor(
        services,
        settings,
        new MessagesDialect(),
        (visit, body) -> visit.tree(body, MessagesDialect::counted),
        Json.object());
  }

  /** For requests of the Responses API, with what came before them. */
  public static TokenCountDoor responses(
      Services services, ServerSettings settings, CallStart calls, ResponsesDialect dialect) {
    return new TokenCountDoor(
        services,
        settings,
        dialect,
        (visit, body) -> {
          var call = calls.begin(visit);
          return visit
              .tree(body, bytes -> dialect.read(bytes, visit::header))
              .compose(asked -> asked.request(call));
        },
        Json.object().put("object", "response.input_tokens"));
  }

  @Override
  public Optional<ErrorFormat> errors() {
    return Optional.of(dialect);
  }

  @Override
  public void answer(Visit visit) {
    visit
        .body(settings.bodyLimit())
        .onSuccess(body -> visit.attempt(() -> count(visit, body)))
        .onFailure(visit::fail);
  }

  private void count(Visit visit, byte[] body) {
    reading
        .read(visit, body)
        .onSuccess(request -> visit.attempt(() -> count(visit, request)))
        .onFailure(visit::fail);
  }

  private void count(Visit visit, ChatRequest request) {
    new VisibleModels(services.directory().get(), visit.principal()).require(request.model());
    visit
        .loop()
        .offload(() -> TokenCount.estimate(request))
        .onSuccess(tokens -> visit.attempt(() -> say(visit, tokens)))
        .onFailure(visit::fail);
  }

  private void say(Visit visit, long tokens) {
    visit.response().putHeader(ESTIMATED, "1");
    visit.json(answer.deepCopy().put("input_tokens", tokens));
  }
}
