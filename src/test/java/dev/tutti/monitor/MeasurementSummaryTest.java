package dev.tutti.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementSummaryTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final MeasurementReader READER = new MeasurementReader(InstantSource.fixed(NOON));

  private static List<Measurement> read(String json) {
    return READER.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, MeasurementSummary> summary(double... millis) {
    var all = new ArrayList<Measurement>();
    for (double each : millis) {
      all.addAll(read("{\"type\":\"t\",\"latency_ms\":" + each + "}"));
    }
    return MeasurementSummary.byType(all);
  }

  private static <T> T of(Map<String, T> all, String key) {
    return Objects.requireNonNull(all.get(key));
  }

  @Test
  void figures_are_those_of_the_textbook() {
    var is = of(summary(2, 4, 4, 4, 5, 5, 7, 9), "t");
    assertThat(is.mean()).isEqualTo(Duration.ofMillis(5));
    assertThat(is.deviation().toNanos() / 1e6).isCloseTo(Math.sqrt(32 / 7.0), within(1e-5));
    assertThat(is.median()).isEqualTo(Duration.ofMillis(4));
    assertThat(is.p95()).isEqualTo(Duration.ofMillis(9));
    assertThat(is.trend().size()).isEqualTo(4);
    assertThat(is.trend().firstMean().toNanos() / 1e6).isEqualTo(3.5);
    assertThat(is.trend().lastMean().toNanos() / 1e6).isEqualTo(6.5);
  }

  @Test
  void one_measurement_has_no_deviation_and_no_trend() {
    var is = of(summary(3), MeasurementSummary.ALL);
    assertThat(is.deviation()).isZero();
    assertThat(is.trend().size()).isZero();
    assertThat(summary()).isEmpty();
  }

  /** The sample of the requirement: 40 requests of four types, of which 75 % succeed. */
  @Test
  void the_sample_of_the_requirement_is_summed_up_by_type() {
    var seconds = Map.of("simple", 0.5, "complex", 2.0, "batch", 1.2, "cooperation", 3.5);
    var types = seconds.keySet().stream().sorted().toList();
    var random = new Random(1);
    var data = Json.array();
    IntStream.range(0, 40)
        .forEach(
            i ->
                data.addObject()
                    .put("type", types.get(i % 4))
                    .put("latency_ms", 1_000 * of(seconds, types.get(i % 4)))
                    .put("success", i / 4 % 4 != i % 4)
                    .put("memory_bytes", 100_000_000 + random.nextInt(400_000_000))
                    .put("cpu", 0.2 + 0.6 * random.nextDouble()));
    var by = MeasurementSummary.byType(read(Json.object().set("data", data).toString()));
    assertThat(by).containsOnlyKeys("", "batch", "complex", "cooperation", "simple");
    seconds.forEach(
        (type, mean) -> {
          assertThat(of(by, type).count()).isEqualTo(10);
          assertThat(of(by, type).mean().toMillis()).isEqualTo(Math.round(mean * 1_000));
          assertThat(of(by, type).deviation()).isZero();
        });
    var all = of(by, MeasurementSummary.ALL);
    assertThat(all.successRate()).isEqualTo(0.75);
    assertThat(all.mean().toMillis()).isEqualTo(1_800);
    assertThat(all.p95().toMillis()).isEqualTo(3_500);
    assertThat(all.trend().size()).isEqualTo(20);
    assertThat(all.effort().peakMemory()).isBetween(400_000_000L, 500_000_000L);
    assertThat(all.effort().meanCpu()).isBetween(0.2, 0.8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "{} ; type: is missing",
        "{\"type\":\"t\"} ; latency_ms: is missing",
        "{\"type\":\"t\",\"latency_ms\":-1} ; latency_ms: -1",
        "{\"type\":\"t\",\"latency_ms\":1e400} ; latency_ms",
        "{\"type\":\"t\",\"latency_ms\":1,\"latency\":2} ; latency: is not known",
        "{\"type\":\"t\",\"latency_ms\":1,\"cpu\":2} ; cpu: 2",
        "{\"type\":\"t\",\"latency_ms\":1,\"at\":\"2027-01-01T00:00:00Z\"} ; at: \"2027",
        "{\"data\":[]} ; data: 0 measurements",
        "{\"data\":[{\"type\":\"t\",\"latency_ms\":1},3]} ; data[1].type: no object",
      })
  void mistakes_are_named(String body, String message) {
    assertThatThrownBy(() -> read(body)).isInstanceOf(Fault.class).hasMessageContaining(message);
  }
}
