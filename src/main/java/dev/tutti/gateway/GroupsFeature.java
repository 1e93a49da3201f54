package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.call.ActiveCalls;
import dev.tutti.character.CharacterFiles;
import dev.tutti.character.group.chat.ChatGroup;
import dev.tutti.character.group.chat.GroupChats;
import dev.tutti.character.group.chat.GroupModelSource;
import dev.tutti.character.group.chat.GroupModels;
import dev.tutti.character.group.chat.RunningTurns;
import dev.tutti.character.group.chat.StoredGroups;
import dev.tutti.feature.Feature;
import dev.tutti.feature.ModelSource;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.gateway.character.LoreTokens;
import dev.tutti.gateway.chat.ChatEndpoint;
import dev.tutti.gateway.group.GroupDialect;
import dev.tutti.gateway.group.GroupDialect.Way;
import dev.tutti.gateway.group.GroupsEndpoint;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.session.SessionChats;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Group chats, over {@code /v1/groups} and as models.
 *
 * @param moment models and prices of the moment
 * @param clock says when answers were made
 */
public record GroupsFeature(CallStart calls, Moment moment, InstantSource clock, GroupChats chats)
    implements Feature {
  private static final String ALL = "/v1/groups";
  private static final String ONE = ALL + "/{id}";
  private static final String MESSAGES = ONE + "/messages";

  /** Models, of sources too, and prices of the moment. */
  public record Moment(Supplier<ModelCatalog> catalog, Supplier<Prices> prices) {}

  /** Opens group chats. */
  public static GroupsFeature open(
      CharacterFiles files,
      CallStart calls,
      Moment moment,
      GroupModels models,
      SessionChats sessions,
      FollowUpDetector detector) {
    var characters = files.characters();
    var chats =
        new GroupChats(
            new StoredGroups(characters.store(), sessions.sessions()),
            sessions,
            files,
            models,
            detector,
            LoreTokens::of,
            new ActiveCalls(),
            new RunningTurns());
    return new GroupsFeature(calls, moment, characters.clock(), chats);
  }

  @Override
  public List<ModelSource> modelSources() {
    return List.of(new GroupModelSource(chats));
  }

  @Override
  public void routes(Routes routes) {
    var groups = endpoint();
    routes.add(
        List.of(
            new HttpRoute(POST, ALL, keyed(), groups::create).counted(),
            new HttpRoute(GET, ALL, keyed(), groups::list).counted(),
            new HttpRoute(GET, ONE, keyed(), groups::show).counted(),
            new HttpRoute(PATCH, ONE, keyed(), groups::change).counted(),
            new HttpRoute(DELETE, ONE, keyed(), groups::erase).counted(),
            new HttpRoute(POST, ONE + "/cancel", keyed(), groups::cancel).counted(),
            new HttpRoute(GET, MESSAGES, keyed(), groups::messages).counted(),
            new HttpRoute(POST, MESSAGES + "/{mid}/choose", keyed(), groups::choose).counted(),
            talk(MESSAGES, _ -> Way.SAY),
            talk(ONE + "/stream", _ -> Way.STREAM),
            talk(ONE + "/continue", _ -> Way.GO_ON),
            talk(MESSAGES + "/{mid}/regenerate", each -> Way.again(each.path("mid")))));
  }

  private GroupsEndpoint endpoint() {
    return new GroupsEndpoint(chats, () -> calls.settings().bodyLimit());
  }

  /**
   * Begins a group.
   *
   * @param body as of {@code POST /v1/groups}
   */
  public CompletableFuture<ChatGroup> create(String owner, ObjectNode body) {
    return endpoint().create(owner, body, _ -> {});
  }

  /** What is said is a call as any other. */
  private HttpRoute talk(String path, Function<HttpExchange, Way> way) {
    return new HttpRoute(
        POST,
        path,
        keyed(),
        exchange -> {
          var dialect = new GroupDialect(exchange.path("id"), way.apply(exchange), chats);
          new ChatEndpoint(dialect, calls, moment.catalog(), moment.prices(), clock)
              .answer(exchange);
        });
  }
}
