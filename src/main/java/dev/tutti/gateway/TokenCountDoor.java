package dev.tutti.gateway;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.gateway.dialect.Dialect;
import dev.tutti.gateway.messages.MessagesDialect;
import dev.tutti.provider.TokenCount;

/**
 * {@code POST /v1/messages/count_tokens}: how many tokens a request has, by our own estimate, which
 * a header says. No model is asked and nothing is spent.
 */
final class TokenCountDoor implements Door {
  private static final String ESTIMATED = "x-tutti-estimated";

  private final Services services;
  private final ServerSettings settings;

  TokenCountDoor(Services services, ServerSettings settings) {
    this.services = services;
    this.settings = settings;
  }

  @Override
  public Dialect dialect() {
    return Door.ANTHROPIC;
  }

  @Override
  public void answer(Visit visit) {
    visit
        .body(settings.bodyLimit())
        .onSuccess(body -> visit.attempt(() -> count(visit, body)))
        .onFailure(visit::fail);
  }

  private void count(Visit visit, byte[] body) {
    visit
        .loop()
        .offload(() -> MessagesDialect.counted(body))
        .onSuccess(request -> visit.attempt(() -> count(visit, request)))
        .onFailure(visit::fail);
  }

  private void count(Visit visit, ChatRequest request) {
    visit.principal().requireModel(request.model());
    services.directory().get().model(request.model());
    visit
        .loop()
        .offload(() -> TokenCount.estimate(request))
        .onSuccess(tokens -> visit.attempt(() -> say(visit, tokens)))
        .onFailure(visit::fail);
  }

  private static void say(Visit visit, long tokens) {
    visit.response().putHeader(ESTIMATED, "1");
    visit.json(Json.object().put("input_tokens", tokens));
  }
}
