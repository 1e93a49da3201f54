package dev.tutti.gateway;

import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.LimitHistoryEndpoint;
import dev.tutti.gateway.admin.MeasurementsEndpoint;
import dev.tutti.gateway.admin.ProfileEndpoint;
import dev.tutti.gateway.admin.ResourcesEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.monitor.LimitMonitor;
import dev.tutti.monitor.Measurements;
import dev.tutti.monitor.Profiler;
import dev.tutti.monitor.ResourceMonitor;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelStack;
import dev.tutti.security.Role;
import java.time.Duration;
import java.time.InstantSource;

/** What the process takes, and what others have measured. */
public record MonitorFeature(
    ResourceMonitor monitor,
    LimitMonitor limits,
    Measurements measurements,
    Profiler profiler,
    InstantSource clock)
    implements Feature {
  private static final Duration CLEANING = Duration.ofMinutes(10);

  /** Begins to look at the process, and at how full limits are. */
  public static MonitorFeature open(Platform platform, ModelStack models) {
    var measurements = new Measurements(platform.store(), platform.clock());
    platform.every(CLEANING, measurements::tidy);
    var profiler = new Profiler(platform.data(), platform.clock());
    return new MonitorFeature(
        ResourceMonitor.open(platform),
        LimitMonitor.open(platform, new ServerLimits(models)::uses),
        measurements,
        profiler,
        platform.clock());
  }

  @Override
  public void routes(Routes routes) {
    var measured = new MeasurementsEndpoint(measurements, clock);
    var resources = new ResourcesEndpoint(monitor, clock);
    routes.add(
        new HttpRoute(GET, "/admin/resources", watchers(), resources)
            .taking("from", "to", "limit"));
    var full = new LimitHistoryEndpoint(limits, clock);
    routes.add(
        new HttpRoute(GET, "/admin/limits/history", watchers(), full)
            .taking("from", "to", "zone", "kind", "limit", "points"));
    var profiles = new ProfileEndpoint(profiler);
    routes.add(new HttpRoute(GET, "/admin/profile", only(Role.OPERATOR), profiles::show));
    routes.add(new HttpRoute(POST, "/admin/profile", only(Role.OPERATOR), profiles::start));
    routes.add(new HttpRoute(POST, "/admin/metrics", only(Role.OPERATOR), measured::add));
    routes.add(
        new HttpRoute(GET, "/admin/metrics", watchers(), measured::summary).taking("from", "to"));
  }
}
