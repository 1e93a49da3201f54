package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Operation;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.chat.ChatEndpoint;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ModelsEndpoint;
import dev.tutti.gateway.chat.TokenCountEndpoint;
import dev.tutti.gateway.messages.MessagesDialect;
import dev.tutti.gateway.openai.OpenAiDialect;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.provider.TokenCount;
import dev.tutti.routing.ModelCatalog;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * OpenAI's and Anthropic's APIs, as far as nothing is kept for them.
 *
 * @param catalog the models of the moment
 * @param prices the prices of the moment
 * @param clock says when answers were made
 * @param keeping a dialect whose callers may have the server keep their history
 * @param tokens estimates those of a request
 */
public record ModelApiFeature(
    CallStart calls,
    Supplier<ModelCatalog> catalog,
    Supplier<Prices> prices,
    InstantSource clock,
    UnaryOperator<Dialect> keeping,
    ToLongFunction<ChatRequest> tokens)
    implements Feature {

  /** The same where no history is kept. */
  public ModelApiFeature(
      CallStart calls,
      Supplier<ModelCatalog> catalog,
      Supplier<Prices> prices,
      InstantSource clock) {
    this(calls, catalog, prices, clock, UnaryOperator.identity(), TokenCount::estimate);
  }

  /** Tells callers of Anthropic's API, where the path does not. */
  private static final String ANTHROPIC = "anthropic-version";

  @Override
  public void routes(Routes routes) {
    var messages = new MessagesDialect();
    routes.add(chat("/v1/chat/completions", keeping.apply(new OpenAiDialect(Operation.CHAT))));
    routes.add(chat("/v1/completions", new OpenAiDialect(Operation.TEXT_COMPLETION)));
    routes.add(chat("/v1/embeddings", new OpenAiDialect(Operation.EMBEDDINGS)));
    routes.add(chat("/v1/messages", keeping.apply(messages)));
    var count =
        TokenCountEndpoint.ofBodies(calls, catalog, messages, MessagesDialect::counted, tokens);
    routes.add(new HttpRoute(POST, "/v1/messages/count_tokens", keyed(), count));
    routes.errors(ANTHROPIC, messages);
    var models = new ModelsEndpoint(catalog, clock.instant());
    routes.add(new HttpRoute(GET, "/v1/models", keyed(), models::list));
    routes.add(new HttpRoute(GET, "/v1/models/{model...}", keyed(), models::show));
  }

  private HttpRoute chat(String path, Dialect dialect) {
    return new HttpRoute(
        POST, path, keyed(), new ChatEndpoint(dialect, calls, catalog, prices, clock));
  }
}
