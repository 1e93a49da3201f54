package dev.tutti.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.telemetry.TelemetrySettings.Sampler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtelEnvironmentTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private static TelemetrySettings read(String yaml, String... variables) {
    var environment = new HashMap<String, String>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return OtelEnvironment.over(ConfigSource.text("t.yaml", yaml), environment)
        .read(Map.of(), TelemetrySettings.SECTION::read);
  }

  @Test
  void nothing_is_sent_without_an_endpoint() {
    var settings = read("{}");
    assertThat(settings.traces().target().isOff()).isTrue();
    assertThat(settings.metrics().target().isOff()).isTrue();
    assertThat(settings.told()).isFalse();
    assertThat(settings.conventions()).isEqualTo(GenAi.V1_41);
    assertThat(settings.resource()).containsOnly(Map.entry("service.name", "tutti"));
  }

  @Test
  void one_endpoint_is_that_of_all_signals() {
    var settings = read("{}", ENDPOINT, "http://collector:4318/");
    assertThat(settings.traces().target().endpoint()).isEqualTo("http://collector:4318/v1/traces");
    assertThat(settings.metrics().target().endpoint())
        .isEqualTo("http://collector:4318/v1/metrics");
    assertThat(settings.told()).isTrue();
  }

  @Test
  void a_signal_may_have_its_own_of_everything() {
    var settings =
        read(
            "{}",
            ENDPOINT,
            "http://collector:4318",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "api-key=a%20b, tenant=x+y",
            "OTEL_EXPORTER_OTLP_TIMEOUT",
            "2500",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "https://tempo/otlp/traces",
            "OTEL_EXPORTER_OTLP_TRACES_COMPRESSION",
            "gzip",
            "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
            "api-key=c");
    var traces = settings.traces().target();
    assertThat(traces)
        .isEqualTo(
            new OtlpTarget(
                "https://tempo/otlp/traces",
                Map.of("api-key", "c", "tenant", "x+y"),
                Duration.ofMillis(2_500),
                true));
    assertThat(settings.metrics().target().headers()).containsEntry("api-key", "a b");
    assertThat(settings.metrics().target().zipped()).isFalse();
    assertThat(traces.toString()).doesNotContain("api-key");
  }

  @Test
  void the_environment_wins_over_the_file() {
    var settings =
        read(
            "telemetry: {service: file, endpoint: 'http://file:1', traces: {queue: 7}}",
            "OTEL_SERVICE_NAME",
            "env",
            "OTEL_RESOURCE_ATTRIBUTES",
            "deployment.environment.name=prod,team=a%2Cb",
            ENDPOINT,
            "http://env:2");
    assertThat(settings.resource())
        .containsOnly(
            Map.entry("service.name", "env"),
            Map.entry("deployment.environment.name", "prod"),
            Map.entry("team", "a,b"));
    assertThat(settings.traces().target().endpoint()).isEqualTo("http://env:2/v1/traces");
    assertThat(settings.traces().queue()).isEqualTo(7);
  }

  @Test
  void a_signal_can_be_turned_off() {
    var traces = read("{}", ENDPOINT, "http://c", "OTEL_TRACES_EXPORTER", "none");
    assertThat(traces.traces().target().isOff()).isTrue();
    assertThat(traces.metrics().target().isOff()).isFalse();
    var all = read("{}", ENDPOINT, "http://c", "OTEL_SDK_DISABLED", "true");
    assertThat(all.traces().target().isOff() && all.metrics().target().isOff()).isTrue();
  }

  @Test
  void sampling_batching_and_names_are_set() {
    var settings =
        read(
            "{}",
            "OTEL_TRACES_SAMPLER",
            "parentbased_traceidratio",
            "OTEL_TRACES_SAMPLER_ARG",
            "0.1",
            "OTEL_BSP_MAX_QUEUE_SIZE",
            "100",
            "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
            "10",
            "OTEL_BSP_SCHEDULE_DELAY",
            "250",
            "OTEL_METRIC_EXPORT_INTERVAL",
            "15000",
            "OTEL_PROPAGATORS",
            "baggage",
            "OTEL_SEMCONV_STABILITY_OPT_IN",
            "http/dup,gen_ai_latest_experimental");
    var traces = settings.traces();
    assertThat(traces.sampler()).isEqualTo(Sampler.PARENT_RATIO);
    assertThat(traces.ratio()).isEqualTo(0.1);
    assertThat(traces.queue()).isEqualTo(100);
    assertThat(traces.batch()).isEqualTo(10);
    assertThat(traces.delay()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.metrics().every()).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.told()).isFalse();
    assertThat(settings.conventions()).isEqualTo(GenAi.LATEST);
  }

  @Test
  void what_cannot_be_is_said_with_the_name_of_its_variable() {
    assertThatThrownBy(
            () -> read("{}", ENDPOINT, "http://c:4317", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_PROTOCOL")
        .hasMessageContaining("http/protobuf");
    assertThatThrownBy(() -> read("{}", ENDPOINT, "collector:4318"))
        .hasMessageContaining(ENDPOINT)
        .hasMessageContaining("http or https");
  }

  @Test
  void a_protocol_without_an_endpoint_is_meant_for_others() {
    assertThat(read("{}", "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc").traces().target().isOff())
        .isTrue();
  }
}
