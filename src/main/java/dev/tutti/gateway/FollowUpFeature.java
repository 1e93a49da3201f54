package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.feature.Feature;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.gateway.followup.FollowUpEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import java.util.concurrent.Semaphore;

/**
 * Decisions about follow-ups.
 *
 * @param settings of the server, for the longest body
 */
public record FollowUpFeature(FollowUpDetector detector, ServerSettings settings)
    implements Feature {
  private static final int AT_ONCE = 16;

  @Override
  public void routes(Routes routes) {
    var endpoint =
        new FollowUpEndpoint(
            detector, Thread::startVirtualThread, settings::bodyLimit, new Semaphore(AT_ONCE));
    routes.add(new HttpRoute(POST, "/v1/follow-up", keyed(), endpoint::decide).counted());
  }
}
