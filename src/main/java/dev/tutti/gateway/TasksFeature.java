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
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.wire.EgressGuard;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Durable tasks, over {@code /v1/tasks}.
 *
 * @param clock says when times are meant
 * @param limits of requests that ask no model
 * @param egress where callers may have Tutti connect to
 */
public record TasksFeature(
    TaskQueue tasks, CallStart calls, InstantSource clock, CallLimits limits, EgressGuard egress)
    implements Feature {
  /** Models and prices of the moment. */
  public record AskedModels(Supplier<ModelCatalog> catalog, Supplier<Prices> prices) {}

  /** Opens it with the kinds of tasks that answer as endpoints do. */
  public static TasksFeature open(
      Platform platform,
      Tasks tasks,
      CallStart calls,
      AskedModels models,
      CallLimits limits,
      EgressGuard egress) {
    var detached =
        new DetachedCalls(platform, calls, models.catalog, models.prices, new ActiveCalls());
    tasks.add(new ChatTask(detached));
    return new TasksFeature(tasks.queue(), calls, platform.clock(), limits, egress);
  }

  private static final String ALL = "/v1/tasks";
  private static final String ONE = ALL + "/{id}";

  @Override
  public void routes(Routes routes) {
    var endpoint =
        new TasksEndpoint(tasks, clock, egress, calls.settings().bodyLimit(), new AtomicInteger());
    routes.add(
        List.of(
            counted(POST, ALL, endpoint::submit),
            counted(GET, ALL, endpoint::list),
            counted(POST, ALL + "/requeue", endpoint::requeueAll),
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
  private HttpRoute counted(HttpMethod method, String path, Endpoint endpoint) {
    return new HttpRoute(method, path, keyed(), new CountedEndpoint(endpoint, calls, limits));
  }
}
