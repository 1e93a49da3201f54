package dev.tutti.application.decision;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.application.decision.http.DecisionEndpoint;
import dev.tutti.feature.Feature;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import java.util.concurrent.Semaphore;

/**
 * Figures of decisions, which no model is asked for.
 *
 * @param settings of the server, for the longest body
 */
public record DecisionFeature(ServerSettings settings) implements Feature {
  private static final int AT_ONCE = 2;

  @Override
  public void routes(Routes routes) {
    var endpoint =
        new DecisionEndpoint(
            DecisionFigures::of,
            Thread::startVirtualThread,
            settings::bodyLimit,
            new Semaphore(AT_ONCE));
    routes.add(new HttpRoute(POST, "/v1/decision/compute", keyed(), endpoint::compute).counted());
  }
}
