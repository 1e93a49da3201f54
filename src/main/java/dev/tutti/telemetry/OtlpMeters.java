package dev.tutti.telemetry;

import dev.tutti.telemetry.TelemetrySettings.MetricSettings;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;
import io.micrometer.registry.otlp.CompressionMode;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpHttpMetricsSender;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.micrometer.registry.otlp.OtlpMetricsSender;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Meters that are sent by OTLP from time to time. Loaded only where they are. */
final class OtlpMeters {
  private OtlpMeters() {}

  /** A registry that sends its meters, until it is closed. */
  static MeterRegistry start(MetricSettings settings, Map<String, String> resource) {
    var longest = settings.target().timeout();
    var sender = new OtlpHttpMetricsSender(new HttpUrlConnectionSender(longest, longest));
    var log = new CollectorLog("meters", settings.target());
    return OtlpMeterRegistry.builder(new Config(settings, resource))
        .clock(Clock.SYSTEM)
        .metricsSender(request -> send(request, sender, log))
        .build();
  }

  /** Micrometer would log each failure with its stack trace. */
  private static void send(
      OtlpMetricsSender.Request request, OtlpMetricsSender sender, CollectorLog log) {
    try {
      sender.send(request);
      log.taken();
    } catch (Exception e) {
      log.refused(e);
    }
  }

  private record Config(MetricSettings settings, Map<String, String> resource)
      implements OtlpConfig {
    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public String url() {
      return settings.target().endpoint();
    }

    @Override
    public Duration step() {
      return settings.every();
    }

    @Override
    public Map<String, String> headers() {
      return settings.target().headers();
    }

    @Override
    public Map<String, String> resourceAttributes() {
      return resource;
    }

    @Override
    public CompressionMode compressionMode() {
      return settings.target().zipped() ? CompressionMode.GZIP : CompressionMode.NONE;
    }
  }
}
