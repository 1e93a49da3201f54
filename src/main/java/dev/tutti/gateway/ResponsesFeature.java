package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.chat.ChatRequest;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.chat.ChatEndpoint;
import dev.tutti.gateway.chat.TokenCountEndpoint;
import dev.tutti.gateway.responses.ConversationsEndpoint;
import dev.tutti.gateway.responses.ResponsesDialect;
import dev.tutti.gateway.responses.ResponsesEndpoint;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.responses.Archive;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.session.SessionChats;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * OpenAI's Responses and Conversations APIs.
 *
 * @param catalog the models of the moment
 * @param prices the prices of the moment
 * @param clock says when answers were made
 * @param archive what is kept of responses and conversations
 * @param chats how calls go on in conversations
 * @param tokens estimates those of a request
 */
public record ResponsesFeature(
    CallStart calls,
    Supplier<ModelCatalog> catalog,
    Supplier<Prices> prices,
    InstantSource clock,
    Archive archive,
    SessionChats chats,
    ToLongFunction<ChatRequest> tokens)
    implements Feature {
  @Override
  public void routes(Routes routes) {
    routes.add(responses(new ResponsesDialect(archive, chats)));
    routes.add(kept(new ResponsesEndpoint(archive.responses())));
    routes.add(conversations(new ConversationsEndpoint(archive, calls.settings().bodyLimit())));
  }

  private List<HttpRoute> responses(ResponsesDialect dialect) {
    var chat = new ChatEndpoint(dialect, calls, catalog, prices, clock);
    var count =
        TokenCountEndpoint.ofTurns(calls, catalog, dialect, "response.input_tokens", tokens);
    return List.of(
        new HttpRoute(POST, "/v1/responses", keyed(), chat),
        new HttpRoute(POST, "/v1/responses/input_tokens", keyed(), count),
        new HttpRoute(
            POST,
            "/v1/responses/compact",
            keyed(),
            exchange -> exchange.fail(ResponsesEndpoint.noCompaction(exchange))));
  }

  private List<HttpRoute> kept(ResponsesEndpoint responses) {
    var one = "/v1/responses/{id}";
    return List.of(
        counted(GET, one, responses::show),
        counted(GET, one + "/input_items", responses::input),
        counted(DELETE, one, responses::delete),
        new HttpRoute(POST, one + "/cancel", keyed(), responses::cancel));
  }

  private List<HttpRoute> conversations(ConversationsEndpoint conversations) {
    var one = "/v1/conversations/{id}";
    return List.of(
        counted(POST, "/v1/conversations", conversations::create),
        counted(GET, one, conversations::show),
        counted(POST, one, conversations::describe),
        counted(DELETE, one, conversations::delete),
        counted(GET, one + "/items", conversations::items),
        counted(POST, one + "/items", conversations::add),
        counted(GET, one + "/items/{item}", conversations::item),
        counted(DELETE, one + "/items/{item}", conversations::remove));
  }

  private static HttpRoute counted(HttpMethod method, String path, Endpoint endpoint) {
    return new HttpRoute(method, path, keyed(), endpoint).counted();
  }
}
