package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.character.chat.CharacterChats;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.chat.ChatEndpoint;
import dev.tutti.gateway.session.CharacterPostDialect;
import dev.tutti.gateway.session.PlainError;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.ErrorFormat;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chats with characters, over {@code /v1/chat/{character}} and, as role-playing applications have
 * it, {@code /api/chat/{character}}.
 *
 * @param catalog the models of the moment
 * @param prices the prices of the moment
 * @param clock says when answers were made
 */
public record CharacterChatFeature(
    CallStart calls,
    Supplier<ModelCatalog> catalog,
    Supplier<Prices> prices,
    InstantSource clock,
    CharacterChats chats)
    implements Feature {
  private static final String ONE = "/v1/chat/{character}";
  private static final String ALIAS = "/api/chat/{character}";

  @Override
  public void routes(Routes routes) {
    var plain = new PlainError();
    routes.add(
        List.of(
            route(ONE + "/messages", new CharacterPosts(false, ErrorFormat.OPEN_AI)),
            route(ONE + "/stream", new CharacterPosts(true, ErrorFormat.OPEN_AI)),
            route(ALIAS + "/messages", new CharacterPosts(false, plain)),
            route(ALIAS + "/stream", new CharacterPosts(true, plain))));
  }

  private static HttpRoute route(String path, Endpoint endpoint) {
    return new HttpRoute(POST, path, keyed(), endpoint);
  }

  /** Endpoint of posts to characters; each is a call as any other. */
  private final class CharacterPosts implements Endpoint {
    private final boolean streams;
    private final ErrorFormat errors;

    CharacterPosts(boolean streams, ErrorFormat errors) {
      this.streams = streams;
      this.errors = errors;
    }

    @Override
    public Optional<ErrorFormat> errors() {
      return Optional.of(errors);
    }

    @Override
    public void answer(HttpExchange exchange) {
      var dialect = new CharacterPostDialect(exchange.path("character"), streams, chats, errors);
      new ChatEndpoint(dialect, calls, catalog, prices, clock).answer(exchange);
    }
  }
}
