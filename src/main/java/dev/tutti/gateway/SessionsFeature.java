package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.call.BodyMemory;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.chat.ChatEndpoint;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.session.HistoryDialect;
import dev.tutti.gateway.session.MemoryDialect;
import dev.tutti.gateway.session.MessagesOfSessionEndpoint;
import dev.tutti.gateway.session.PostDialect;
import dev.tutti.gateway.session.SessionExport;
import dev.tutti.gateway.session.SessionsEndpoint;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Ledger;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.session.HistoryCompaction;
import dev.tutti.session.SessionChats;
import dev.tutti.session.SessionErasure;
import dev.tutti.session.view.ViewMemory;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Sessions, over {@code /v1/sessions}.
 *
 * @param catalog the models of the moment
 * @param ledger the prices of the moment, and what sessions used
 * @param clock says when answers were made
 * @param chats calls of models in sessions
 * @param memory shares of the memory for what is read
 * @param rules of its requests
 */
public record SessionsFeature(
    CallStart calls,
    Supplier<ModelCatalog> catalog,
    Ledger ledger,
    InstantSource clock,
    SessionChats chats,
    SessionErasure erasure,
    Supplier<BodyMemory.Lease> memory,
    Rules rules)
    implements Feature {
  /**
   * Rules of requests.
   *
   * @param compaction that somebody asks for
   * @param memory what chats are told about end users
   * @param budget tokens of views, at this moment
   */
  public record Rules(HistoryCompaction compaction, ViewMemory memory, IntSupplier budget) {}

  /** Opens sessions. */
  public static SessionsFeature open(
      Platform platform,
      CallStart calls,
      Supplier<ModelCatalog> catalog,
      Ledger ledger,
      SessionChats chats,
      Rules rules) {
    return new SessionsFeature(
        calls,
        catalog,
        ledger,
        platform.clock(),
        chats,
        new SessionErasure(chats.sessions()),
        platform.pools().memory()::lease,
        rules);
  }

  private static final String ALL = "/v1/sessions";
  private static final String ONE = ALL + "/{id}";
  private static final String MESSAGES = ONE + "/messages";

  /**
   * A dialect whose callers may have the server keep their history, and whose models are told what
   * is known about the end user.
   */
  public Dialect keeping(Dialect dialect) {
    var source = new MemoryDialect.Source(rules.memory, rules.budget, chats.threads());
    return new HistoryDialect(new MemoryDialect(dialect, source), chats);
  }

  @Override
  public void routes(Routes routes) {
    var sessions =
        new SessionsEndpoint(chats.sessions(), erasure, ledger, calls.settings().bodyLimit());
    routes.add(about(sessions));
    var messages = new MessagesOfSessionEndpoint(chats, rules.compaction());
    var export = new SessionExport(chats.sessions(), memory);
    routes.add(
        List.of(
            new HttpRoute(POST, MESSAGES, keyed(), this::post),
            counted(GET, MESSAGES, messages::list),
            counted(GET, ONE + "/view", messages::view),
            counted(POST, ONE + "/compact", messages::compact),
            counted(GET, ONE + "/export", export::write),
            counted(GET, ONE + "/labels", export::labels)));
  }

  private List<HttpRoute> about(SessionsEndpoint sessions) {
    return List.of(
        counted(POST, ALL, sessions::create),
        counted(GET, ALL, sessions::list),
        counted(POST, ALL + "/import", sessions::take),
        counted(GET, ONE, sessions::show),
        counted(PATCH, ONE, sessions::change),
        counted(DELETE, ONE, sessions::erase),
        counted(POST, ONE + "/fork", sessions::fork),
        counted(POST, MESSAGES + "/{mid}/pin", sessions::pin),
        counted(POST, MESSAGES + "/{mid}/unpin", sessions::unpin),
        counted(PUT, MESSAGES + "/{mid}/follow-up", sessions::judge));
  }

  /** A post is a call as any other. */
  private void post(HttpExchange exchange) {
    var dialect = new PostDialect(exchange.path("id"), chats);
    new ChatEndpoint(dialect, calls, catalog, ledger::prices, clock).answer(exchange);
  }

  private static HttpRoute counted(HttpMethod method, String path, Endpoint endpoint) {
    return new HttpRoute(method, path, keyed(), endpoint).counted();
  }
}
