package dev.tutti.cooperation;

import static dev.tutti.http.Permission.keyed;
import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.watchers;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.cooperation.http.VoteEndpoint;
import dev.tutti.cooperation.http.VoteOutcomesEndpoint;
import dev.tutti.cooperation.vote.VoteLearning;
import dev.tutti.cooperation.vote.VoteMeters;
import dev.tutti.feature.Feature;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import dev.tutti.platform.Platform;
import dev.tutti.security.Audit;
import java.util.concurrent.Semaphore;

/**
 * Votes over given answers, and what they learn from.
 *
 * @param settings of the server, for the longest body
 */
public record VotesFeature(
    Platform platform, VoteLearning learning, Audit audit, ServerSettings settings)
    implements Feature {
  private static final int COUNTING = 4;
  private static final int LEARNING = 1;
  private static final String OUTCOMES = "/admin/cooperation/outcomes";

  @Override
  public void routes(Routes routes) {
    var votes =
        new VoteEndpoint(
            learning.counter(),
            new VoteMeters(platform.registry()),
            Thread::startVirtualThread,
            settings::bodyLimit,
            new Semaphore(COUNTING));
    var outcomes =
        new VoteOutcomesEndpoint(
            learning,
            audit,
            platform.clock(),
            Thread::startVirtualThread,
            settings::bodyLimit,
            new Semaphore(LEARNING));
    routes.add(new HttpRoute(POST, "/v1/cooperation/vote", keyed(), votes::vote).counted());
    routes.add(new HttpRoute(GET, OUTCOMES, watchers(), outcomes::show));
    routes.add(new HttpRoute(POST, OUTCOMES, only(OPERATOR), outcomes::learn));
    routes.add(new HttpRoute(DELETE, OUTCOMES, only(OPERATOR), outcomes::forget));
    routes.add(
        new HttpRoute(POST, "/admin/cooperation/evaluations", only(OPERATOR), outcomes::measure));
  }
}
