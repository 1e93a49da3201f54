package dev.tutti.gateway;

import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.call.ActiveCalls;
import dev.tutti.feature.Feature;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.telemetry.Telemetry;
import io.micrometer.core.instrument.Gauge;

/**
 * All meters, for Prometheus.
 *
 * @param live calls in flight, which have a meter
 */
public record MetricsFeature(Telemetry telemetry, ActiveCalls live) implements Feature {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  @Override
  public void routes(Routes routes) {
    Gauge.builder("tutti.calls.in.flight", live, ActiveCalls::count).register(telemetry.registry());
    routes.add(
        new HttpRoute(
            GET,
            "/metrics",
            watchers(),
            exchange -> exchange.text(PROMETHEUS, telemetry.scrape())));
  }
}
