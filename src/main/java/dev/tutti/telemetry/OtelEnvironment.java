package dev.tutti.telemetry;

import dev.tutti.config.ConfigSource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * OpenTelemetry's environment variables as settings: they win over the file, so that a container is
 * set up like any other service. Those of one signal, such as {@code
 * OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}, win over those of all.
 */
public final class OtelEnvironment {
  private static final String SECTION = "telemetry";
  private static final List<String> SIGNALS = List.of("traces", "metrics");

  private final Map<String, String> environment;
  private ConfigSource source;

  private OtelEnvironment(ConfigSource source, Map<String, String> environment) {
    this.source = source;
    this.environment = environment;
  }

  /** A configuration with what the environment says laid over it. */
  public static ConfigSource over(ConfigSource source, Map<String, String> environment) {
    if (environment.keySet().stream().noneMatch(name -> name.startsWith("OTEL_"))) {
      return source;
    }
    var settings = new OtelEnvironment(source, environment);
    settings.lay();
    return settings.source;
  }

  private void lay() {
    target("", List.of());
    for (var signal : SIGNALS) {
      var name = signal.toUpperCase(Locale.ROOT);
      target(name + "_", List.of(signal));
      if (value("OTEL_" + name + "_EXPORTER").equals("none")) {
        put(List.of(signal, "enabled"), "false", "OTEL_" + name + "_EXPORTER");
      }
    }
    if (value("OTEL_SDK_DISABLED").equalsIgnoreCase("true")) {
      put(List.of("enabled"), "false", "OTEL_SDK_DISABLED");
    }
    copy("OTEL_SERVICE_NAME", List.of("service"));
    pairs("OTEL_RESOURCE_ATTRIBUTES", List.of("resource"));
    copy("OTEL_TRACES_SAMPLER", List.of("traces", "sampler"));
    copy("OTEL_TRACES_SAMPLER_ARG", List.of("traces", "ratio"));
    copy("OTEL_BSP_MAX_QUEUE_SIZE", List.of("traces", "queue"));
    copy("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", List.of("traces", "batch"));
    millis("OTEL_BSP_SCHEDULE_DELAY", List.of("traces", "delay"));
    millis("OTEL_METRIC_EXPORT_INTERVAL", List.of("metrics", "every"));
    propagation();
    if (words("OTEL_SEMCONV_STABILITY_OPT_IN").contains("gen_ai_latest_experimental")) {
      put(List.of("conventions"), GenAi.LATEST.word(), "OTEL_SEMCONV_STABILITY_OPT_IN");
    }
  }

  private void propagation() {
    var propagators = words("OTEL_PROPAGATORS");
    if (!propagators.isEmpty() && !propagators.contains("tracecontext")) {
      put(List.of("propagate"), "false", "OTEL_PROPAGATORS");
    }
  }

  /** A protocol is of interest only where something is sent: it may be meant for others. */
  private void target(String signal, List<String> path) {
    var prefix = "OTEL_EXPORTER_OTLP_" + signal;
    copy(prefix + "ENDPOINT", at(path, "endpoint"));
    if (!value(prefix + "ENDPOINT").isEmpty()) {
      copy(prefix + "PROTOCOL", at(path, "protocol"));
    }
    copy(prefix + "COMPRESSION", at(path, "compression"));
    millis(prefix + "TIMEOUT", at(path, "timeout"));
    pairs(prefix + "HEADERS", at(path, "headers"));
  }

  private static List<String> at(List<String> path, String... more) {
    var all = new ArrayList<>(path);
    all.addAll(List.of(more));
    return all;
  }

  private String value(String name) {
    return environment.getOrDefault(name, "").strip();
  }

  private List<String> words(String name) {
    return List.of(value(name).split("\\s*,\\s*")).stream()
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private void copy(String name, List<String> path) {
    if (!value(name).isEmpty()) {
      put(path, value(name), name);
    }
  }

  private void millis(String name, List<String> path) {
    if (!value(name).isEmpty()) {
      put(path, value(name) + "ms", name);
    }
  }

  /** Pairs with commas between them, percent-encoded (W3C Baggage). */
  private void pairs(String name, List<String> path) {
    for (var pair : words(name)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        put(
            at(path, pair.substring(0, equals).strip()),
            decoded(pair.substring(equals + 1).strip()),
            name);
      }
    }
  }

  /** A plus sign stands for itself. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  private void put(List<String> path, String value, String origin) {
    var whole = new ArrayList<>(List.of(SECTION));
    whole.addAll(path);
    source = source.with(whole, value, origin);
  }
}
