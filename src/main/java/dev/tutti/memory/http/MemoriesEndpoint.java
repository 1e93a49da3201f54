package dev.tutti.memory.http;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.EndUser;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactSelection;
import dev.tutti.memory.api.FactState;
import dev.tutti.memory.api.Memories;
import dev.tutti.memory.fact.Facts;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/memories}: facts about the caller's end users, and what is recalled of them. */
public record MemoriesEndpoint(Memories memories, InstantSource clock) {
  private static final int LONGEST_BODY = 128 << 10;
  private static final int NO_CONTENT = 204;
  private static final String ALL = "/v1/memories";
  private static final String ONE = "/v1/memories/{id}";

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return Stream.of(
            new HttpRoute(GET, ALL, keyed(), this::list),
            new HttpRoute(POST, ALL, keyed(), this::add),
            new HttpRoute(DELETE, ALL, keyed(), this::forgetUser),
            new HttpRoute(POST, ALL + "/search", keyed(), this::search),
            new HttpRoute(GET, ONE, keyed(), this::show),
            new HttpRoute(PATCH, ONE, keyed(), this::change),
            new HttpRoute(DELETE, ONE, keyed(), this::forget))
        .map(HttpRoute::counted)
        .toList();
  }

  /** {@code GET /v1/memories?user=&state=&limit=&after=}. */
  void list(HttpExchange exchange) {
    var selection =
        new FactSelection(
            exchange.query("user").orElse(EndUser.of(exchange)),
            states(exchange.query("state").orElse("")),
            MemoryBody.requireLimit(exchange.query("limit").orElse("20")),
            exchange.query("after").orElse(""));
    exchange.when(
        memories.list(owner(exchange), selection), page -> exchange.json(MemoryJson.of(page)));
  }

  private static Set<FactState> states(String word) {
    return switch (word) {
      case "" -> Set.of(FactState.values());
      case "current" -> Set.of(FactState.CURRENT);
      case "superseded" -> Set.of(FactState.SUPERSEDED);
      default ->
          throw Fault.invalid("state", "\"%s\" (expected: current or superseded)".formatted(word));
    };
  }

  private static String owner(HttpExchange exchange) {
    return exchange.principal().caller().owner();
  }

  /** {@code POST /v1/memories}. */
  void add(HttpExchange exchange) {
    given(
        exchange,
        body -> MemoryBody.draft(body, clock.instant()),
        draft -> memories.add(owner(exchange), draft).thenApply(MemoryJson::of));
  }

  /** {@code POST /v1/memories/search}. */
  void search(HttpExchange exchange) {
    given(
        exchange,
        MemoryBody::query,
        query -> memories.recall(owner(exchange), query).thenApply(MemoryJson::of));
  }

  private <T> void given(
      HttpExchange exchange,
      Function<byte[], T> reading,
      Function<T, CompletionStage<ObjectNode>> work) {
    exchange
        .tree(LONGEST_BODY, reading)
        .onSuccess(read -> exchange.attempt(() -> exchange.when(work.apply(read), exchange::json)))
        .onFailure(exchange::fail);
  }

  /** {@code GET /v1/memories/{id}}. */
  void show(HttpExchange exchange) {
    exchange.when(found(exchange), fact -> exchange.json(MemoryJson.of(fact)));
  }

  /** The fact that the path names; one about another end user than a header names is not there. */
  private CompletableFuture<Fact> found(HttpExchange exchange) {
    var user = EndUser.of(exchange);
    var id = exchange.path("id");
    return memories
        .find(owner(exchange), id)
        .thenApply(
            fact -> {
              if (user.isEmpty() || fact.user().equals(user)) {
                return fact;
              }
              throw Facts.notFound(id);
            });
  }

  /** {@code PATCH /v1/memories/{id}}; what is somebody else's is told before the body is judged. */
  void change(HttpExchange exchange) {
    var owner = owner(exchange);
    var id = exchange.path("id");
    exchange
        .body(LONGEST_BODY)
        .onSuccess(
            body ->
                exchange.when(
                    found(exchange)
                        .thenCompose(
                            _ ->
                                memories.change(
                                    owner, id, MemoryBody.change(body, clock.instant()))),
                    fact -> exchange.json(MemoryJson.of(fact))))
        .onFailure(exchange::fail);
  }

  /** {@code DELETE /v1/memories/{id}}. */
  void forget(HttpExchange exchange) {
    exchange.when(
        found(exchange).thenCompose(fact -> memories.forget(owner(exchange), fact.id())),
        _ -> nothing(exchange));
  }

  private static void nothing(HttpExchange exchange) {
    exchange
        .response()
        .setStatusCode(NO_CONTENT)
        .putHeader(AnswerHeaders.REQUEST_ID, exchange.id())
        .end();
  }

  /** {@code DELETE /v1/memories?user=}. */
  void forgetUser(HttpExchange exchange) {
    @Nullable String given = exchange.query("user").orElse(null);
    var user = MemoryBody.requireUser(given);
    exchange.when(
        memories.forgetUser(owner(exchange), user),
        count -> exchange.json(Json.object().put("user", user).put("deleted", count)));
  }
}
