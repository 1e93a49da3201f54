package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.character.CharacterEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Lorebooks, macros and plans of groups.
 *
 * @param settings of the server, for the longest body
 */
public record CharactersFeature(
    ServerSettings settings, InstantSource clock, RandomGenerator random) implements Feature {

  @Override
  public void routes(Routes routes) {
    var endpoint =
        new CharacterEndpoint(Thread::startVirtualThread, settings::bodyLimit, clock, random);
    routes.add(new HttpRoute(POST, "/v1/lorebooks/activate", keyed(), endpoint::activate).counted());
    routes.add(new HttpRoute(POST, "/v1/macros/render", keyed(), endpoint::render).counted());
    routes.add(new HttpRoute(POST, "/v1/groups/plan", keyed(), endpoint::plan).counted());
  }
}
