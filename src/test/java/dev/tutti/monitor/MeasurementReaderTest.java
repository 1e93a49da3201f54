package dev.tutti.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.chat.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementReaderTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static List<Measurement> read(String body) {
    return new MeasurementReader(InstantSource.fixed(NOW))
        .read(body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"a\", \"latency_ms\": 1} | true",
        "{\"type\": \"a\", \"latency_ms\": 1, \"error\": null} | true",
        "{\"type\": \"a\", \"latency_ms\": 1, \"success\": null, \"error\": null} | true",
        "{\"type\": \"a\", \"latency_ms\": 1, \"error\": \"timeout\"} | false",
        "{\"type\": \"a\", \"latency_ms\": 1, \"success\": true, \"error\": \"late\"} | true",
        "{\"type\": \"a\", \"latency_ms\": 1, \"success\": false} | false",
      })
  void an_error_that_is_null_is_none(String body, boolean success) {
    assertThat(read(body).getFirst().error().isEmpty()).isEqualTo(success);
  }

  @Test
  void what_stands_beside_a_list_is_refused() {
    assertThatThrownBy(
            () -> read("{\"data\": [{\"type\": \"a\", \"latency_ms\": 1}], \"type\": \"b\"}"))
        .isInstanceOf(Fault.class)
        .hasMessage("type: stands beside data (expected: in each of its measurements)");
  }

  @Test
  void a_list_that_is_too_long_is_told_with_its_length() {
    var one = "{\"type\": \"a\", \"latency_ms\": 1}";
    assertThatThrownBy(() -> read("{\"data\": [" + (one + ",").repeat(1_000) + one + "]}"))
        .hasMessage("data: 1001 measurements (expected: a list of 1 to 1000 measurements)");
  }
}
