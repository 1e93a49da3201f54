package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.character.StoredCharacters;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.character.CardsEndpoint;
import dev.tutti.gateway.character.CharacterEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import dev.tutti.platform.Platform;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Character cards, lorebooks, macros and plans of groups.
 *
 * @param settings of the server, for the longest body
 */
public record CharactersFeature(Platform platform, ServerSettings settings) implements Feature {
  private static final String ALL = "/v1/characters";
  private static final String ONE = ALL + "/{id}";

  /** Files in memory at once, each with what is read from it. */
  private static final int AT_ONCE = 2;

  @Override
  public void routes(Routes routes) {
    var endpoint =
        new CharacterEndpoint(
            Thread::startVirtualThread, settings::bodyLimit, platform.clock(), platform.random());
    var cards =
        new CardsEndpoint(
            new StoredCharacters(platform.store(), platform.clock(), platform.random()),
            Thread::startVirtualThread,
            new Semaphore(AT_ONCE),
            settings::bodyLimit);
    routes.add(
        List.of(
            new HttpRoute(POST, "/v1/lorebooks/activate", keyed(), endpoint::activate).counted(),
            new HttpRoute(POST, "/v1/macros/render", keyed(), endpoint::render).counted(),
            new HttpRoute(POST, "/v1/groups/plan", keyed(), endpoint::plan).counted(),
            new HttpRoute(POST, ALL + "/import", keyed(), cards::read).counted(),
            new HttpRoute(POST, ALL + "/preview", keyed(), cards::preview).counted(),
            new HttpRoute(GET, ALL, keyed(), cards::list).counted(),
            new HttpRoute(GET, ONE, keyed(), cards::show).counted(),
            new HttpRoute(DELETE, ONE, keyed(), cards::delete).counted(),
            new HttpRoute(GET, ONE + "/export", keyed(), cards::export).counted()));
  }
}
