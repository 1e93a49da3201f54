package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.call.ActiveCalls;
import dev.tutti.feature.Feature;
import dev.tutti.gateway.chat.DetachedCalls;
import dev.tutti.gateway.task.ChatTask;
import dev.tutti.gateway.task.TasksEndpoint;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.StreamPlaces;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.wire.EgressGuard;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Durable tasks, over {@code /v1/tasks}.
 *
 * @param bodyLimit the longest submission in bytes
 * @param clock says when times are meant
 * @param egress where callers may have Tutti connect to
 */
public record TasksFeature(TaskQueue tasks, int bodyLimit, InstantSource clock, EgressGuard egress)
    implements Feature {
  /** Calls without a caller's connection: the same for tasks and for lines of batches. */
  public record CallsAside(DetachedCalls detached) {
    /**
     * Calls of a server.
     *
     * @param catalog the models of the moment
     * @param prices the prices of the moment
     */
    public static CallsAside of(
        Platform platform,
        CallStart start,
        Supplier<ModelCatalog> catalog,
        Supplier<Prices> prices) {
      return new CallsAside(new DetachedCalls(platform, start, catalog, prices, new ActiveCalls()));
    }
  }

  /**
   * Opens it with the kinds of tasks that answer as endpoints do.
   *
   * @param calls by which they answer
   */
  public static TasksFeature open(Tasks tasks, CallsAside calls, EgressGuard egress) {
    var detached = calls.detached();
    tasks.add(new ChatTask(detached));
    int bodyLimit = detached.start().settings().bodyLimit();
    return new TasksFeature(tasks.queue(), bodyLimit, detached.platform().clock(), egress);
  }

  private static final String ALL = "/v1/tasks";
  private static final String ONE = ALL + "/{id}";
  private static final int STREAMS = 1_000;
  private static final int STREAMS_OF_OWNER = 900;
  private static final int WAITS = 10_000;
  private static final int WAITS_OF_OWNER = 9_000;

  @Override
  public void routes(Routes routes) {
    var places =
        new TasksEndpoint.HeldPlaces(
            new StreamPlaces(STREAMS, STREAMS_OF_OWNER),
            new StreamPlaces("wait", "requests", WAITS, WAITS_OF_OWNER));
    var endpoint = new TasksEndpoint(tasks, clock, egress, bodyLimit, places);
    routes.add(
        List.of(
            counted(POST, ALL, endpoint::submit),
            counted(GET, ALL, endpoint::list),
            counted(POST, ALL + "/requeue", endpoint::requeueAll),
            counted(POST, ALL + "/cancel", endpoint::cancelAll),
            counted(GET, ALL + "/kinds", endpoint::kinds),
            new HttpRoute(GET, ONE, keyed(), endpoint::show),
            counted(GET, ONE + "/report", endpoint::report),
            new HttpRoute(GET, ONE + "/events", keyed(), endpoint::events),
            counted(POST, ONE + "/cancel", endpoint::cancel),
            counted(POST, ONE + "/requeue", endpoint::requeue)));
  }

  /**
   * An endpoint that asks no model, whose requests count at the limits of their key: not who waits
   * for a task or watches one, which would take the places of calls.
   */
  private static HttpRoute counted(HttpMethod method, String path, Endpoint endpoint) {
    return new HttpRoute(method, path, keyed(), endpoint).counted();
  }
}
