package dev.tutti.telemetry;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is sent to OpenTelemetry: nothing, unless an endpoint is set. The standard environment
 * variables win over the file, see {@link OtelEnvironment}.
 *
 * @param conventions names for generative AI
 * @param resource what spans and meters are of, with {@code service.name}
 * @param told whether providers are told of traces
 */
public record TelemetrySettings(
    GenAi conventions,
    Map<String, String> resource,
    boolean told,
    TraceSettings traces,
    MetricSettings metrics) {
  /** Section {@code telemetry}; only a new start changes it. */
  public static final SettingsSection<TelemetrySettings> SECTION =
      SettingsSection.fixed("telemetry", TelemetrySettings::read);

  /** Nothing is sent, and nobody is told of traces. */
  static final TelemetrySettings NONE =
      new TelemetrySettings(
          GenAi.V1_41,
          Map.of(),
          false,
          new TraceSettings(
              OtlpTarget.NONE, Sampler.PARENT_ALWAYS_ON, 1, 2_048, 512, Duration.ofSeconds(5)),
          new MetricSettings(OtlpTarget.NONE, Duration.ofMinutes(1)));

  private static final Kind<GenAi> CONVENTIONS =
      Kind.oneOf(
          Arrays.stream(GenAi.values())
              .collect(Collectors.toMap(GenAi::word, Function.identity())));
  private static final int MOST = 1 << 20;

  /** Keeps a copy. */
  public TelemetrySettings {
    resource = Map.copyOf(resource);
  }

  /**
   * Settings of traces.
   *
   * @param sampler a name of {@code OTEL_TRACES_SAMPLER}
   * @param ratio share of the traces that a sampler with a ratio records
   * @param queue the most calls whose spans wait
   * @param batch the most calls whose spans are sent at once
   * @param delay how long the spans of the first call of a batch wait for others
   */
  public record TraceSettings(
      OtlpTarget target, Sampler sampler, double ratio, int queue, int batch, Duration delay) {

    private static TraceSettings read(Section section, OtlpTarget all, boolean enabled) {
      var own = OtlpTarget.read(section, all.below("v1/traces"));
      boolean on = section.bool("enabled").or(true) && enabled;
      return new TraceSettings(
          on ? own : OtlpTarget.NONE,
          section.value("sampler", Sampler.KIND).or(Sampler.PARENT_ALWAYS_ON),
          section.decimal("ratio", 0, 1).or(1.0),
          section.integer("queue", 1, MOST).or(2_048),
          section.integer("batch", 1, MOST).or(512),
          section.durationOrZero("delay").or(Duration.ofSeconds(5)));
    }
  }

  /**
   * Settings of meters.
   *
   * @param every how often they are sent
   */
  public record MetricSettings(OtlpTarget target, Duration every) {
    private static MetricSettings read(Section section, OtlpTarget all, boolean enabled) {
      var own = OtlpTarget.read(section, all.below("v1/metrics"));
      boolean on = section.bool("enabled").or(true) && enabled;
      return new MetricSettings(
          on ? own : OtlpTarget.NONE, section.duration("every").or(Duration.ofMinutes(1)));
    }
  }

  /** Samplers, by their standard names. */
  public enum Sampler {
    ALWAYS_ON("always_on"),
    ALWAYS_OFF("always_off"),
    RATIO("traceidratio"),
    PARENT_ALWAYS_ON("parentbased_always_on"),
    PARENT_ALWAYS_OFF("parentbased_always_off"),
    PARENT_RATIO("parentbased_traceidratio");

    private static final Kind<Sampler> KIND =
        Kind.oneOf(
            Arrays.stream(values())
                .collect(Collectors.toMap(each -> each.word, Function.identity())));

    private final String word;

    Sampler(String word) {
      this.word = word;
    }
  }

  /** Reads {@code telemetry: {...}}. */
  static TelemetrySettings read(Section section) {
    boolean enabled = section.bool("enabled").or(true);
    var all = OtlpTarget.read(section, OtlpTarget.NONE);
    var traces = TraceSettings.read(section.section("traces"), all, enabled);
    var metrics = MetricSettings.read(section.section("metrics"), all, enabled);
    Optional<Boolean> told = section.bool("propagate").optional();
    return new TelemetrySettings(
        section.value("conventions", CONVENTIONS).or(GenAi.V1_41),
        resource(section),
        told.orElse(!traces.target().isOff()),
        traces,
        metrics);
  }

  private static Map<String, String> resource(Section section) {
    var resource = new TreeMap<>(section.values("resource", Kind.text(), Kind.text()));
    var service = section.string("service").optional();
    service.ifPresent(name -> resource.put("service.name", name));
    resource.putIfAbsent("service.name", "tutti");
    return resource;
  }
}
