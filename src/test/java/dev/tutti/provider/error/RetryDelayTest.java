package dev.tutti.provider.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.provider.spi.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryDelayTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retry-after              | 7                             | PT7S
          retry-after              | 0.5                           | PT0.5S
          retry-after              | Sun, 01 Mar 2026 12:00:09 GMT | PT9S
          retry-after              | 99999999                      | PT24H
          retry-after-ms           | 1500                          | PT1.5S
          x-ms-retry-after-ms      | 20                            | PT0.02S
          x-ratelimit-reset        | 1772366410000                 | PT10S
          x-ratelimit-reset        | 1772366410                    | PT10S
          x-ratelimit-reset-tokens | 6m0s                          | PT6M
          x-ratelimit-reset-tokens | 20ms                          | PT0.02S
          x-ratelimit-reset-tokens | 1h2m3.5s                      | PT1H2M3.5S
          anthropic-ratelimit-tokens-reset | 2026-03-01T12:00:41Z  | PT41S
          """)
  void reads_headers(String name, String value, Duration expected) {
    assertThat(header(Map.of(name, value))).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after,0",
    "retry-after,-3",
    "retry-after,soon",
    "retry-after,1e999x",
    "retry-after,'Sun, 01 Mar 2026 11:00:00 GMT'",
    "x-ratelimit-reset,1772366300",
    "x-ratelimit-reset-tokens,0s"
  })
  void asks_for_no_wait_that_is_over_or_not_said(String name, String value) {
    assertThat(header(Map.of(name, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Please try again in 26.604s. Visit   | PT26.604S
          Please retry after 24 seconds.       | PT24S
          please try again after 1 seconds     | PT1S
          Please retry in 10h17m5.7s.          | PT10H17M5.7S
          try again in 450ms                   | PT0.45S
          wait for 2 minutes                   | PT2M
          your limit resets 2026-03-01 21:00:00 | PT1H
          """)
  void reads_words(String message, Duration expected) {
    var body = "{\"error\":{\"message\":\"" + message + "\"}}";
    assertThat(delay(Map.of(), body)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-31 24:00:00", "2026-02-30 10:00:00", "2026-99-99 99:99:99"})
  void passes_over_dates_that_there_are_not(String date) {
    assertThat(delay(Map.of(), "{\"error\":{\"message\":\"resets " + date + "\"}}")).isEmpty();
  }

  @Test
  void prefers_the_finer_header() {
    assertThat(header(Map.of("retry-after", "2", "retry-after-ms", "1200")))
        .contains(Duration.ofMillis(1_200));
    assertThat(header(Map.of("retry-after", "1", "retry-after-ms", "0")))
        .contains(Duration.ofSeconds(1));
  }

  @Test
  void waits_for_the_budget_that_is_used_up() {
    assertThat(
            header(
                Map.of(
                    "x-ratelimit-remaining-requests", "5",
                    "x-ratelimit-reset-requests", "1h",
                    "x-ratelimit-remaining-tokens", "0",
                    "x-ratelimit-reset-tokens", "3s")))
        .contains(Duration.ofSeconds(3));
  }

  @Test
  void reads_headers_that_are_told_in_the_body() {
    var body = "{\"error\":{\"metadata\":{\"headers\":{\"X-RateLimit-Reset\":\"1772366420000\"}}}}";
    assertThat(delay(Map.of(), body)).contains(Duration.ofSeconds(20));
  }

  private static Optional<Duration> header(Map<String, String> headers) {
    return delay(headers, "{}");
  }

  private static Optional<Duration> delay(Map<String, String> headers, String body) {
    var refusal = new Refusal(429, headers, body);
    return RetryDelay.of(refusal, UpstreamError.of(refusal), NOW);
  }
}
