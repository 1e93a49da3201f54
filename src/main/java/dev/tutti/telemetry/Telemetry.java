package dev.tutti.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * The meters of this process, for Prometheus and, where an endpoint is set, by OTLP. Thread-safe.
 */
public final class Telemetry implements AutoCloseable {
  private final PrometheusMeterRegistry prometheus =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MeterRegistry registry;
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Meters of the JVM and the process are there from the beginning; nothing is sent. */
  public Telemetry() {
    this(TelemetrySettings.NONE);
  }

  /** The same with meters sent where the settings say so. */
  public Telemetry(TelemetrySettings settings) {
    registry = registry(settings);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  private MeterRegistry registry(TelemetrySettings settings) {
    if (settings.metrics().target().isOff()) {
      return prometheus;
    }
    var sent = OtlpMeters.start(settings.metrics(), settings.resource());
    return new CompositeMeterRegistry(Clock.SYSTEM, List.of(prometheus, sent));
  }

  /** Registry of meters. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Every meter in Prometheus' text form. */
  public String scrape() {
    return prometheus.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
