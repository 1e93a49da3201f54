package dev.tutti.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitHeadersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "0.0000001, 1ms",
    "0.02, 20ms",
    "1, 1s",
    "8.64, 8.64s",
    "59.9995, 1m0s",
    "60, 1m0s",
    "86.4, 1m26.4s",
    "360, 6m0s",
    "3605, 1h0m5s"
  })
  void a_time_is_written_as_openai_does(double seconds, String written) {
    var time = Duration.ofNanos((long) (seconds * 1e9));
    assertThat(LimitHeaders.duration(time)).isEqualTo(written);
  }
}
