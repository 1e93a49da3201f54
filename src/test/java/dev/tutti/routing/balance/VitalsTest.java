package dev.tutti.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The formula of Finagle's {@code PeakEwma.Metric}, with a time constant of 10 s. */
class VitalsTest {
  private static final long SECOND = 1_000_000_000;

  private final Vitals vitals = new Vitals();

  private void answeredAfter(long millis, long now) {
    vitals.answered(Duration.ofMillis(millis), now);
  }

  private double millis(long now) {
    return vitals.latency(now).toNanos() / 1e6;
  }

  @Test
  void a_peak_is_taken_at_once() {
    answeredAfter(100, 0);
    answeredAfter(900, 0);
    assertThat(millis(0)).isEqualTo(900);
  }

  @Test
  void a_better_answer_counts_as_much_as_time_has_passed() {
    answeredAfter(1_000, 0);
    answeredAfter(200, 5 * SECOND);
    double kept = Math.exp(-0.5);
    assertThat(millis(5 * SECOND)).isCloseTo(1_000 * kept + 200 * (1 - kept), within(0.001));
  }

  @Test
  void without_news_it_fades_with_the_same_constant() {
    answeredAfter(1_000, 0);
    assertThat(millis(10 * SECOND)).isCloseTo(1_000 / Math.E, within(0.001));
    assertThat(millis(300 * SECOND)).isZero();
  }

  @Test
  void looking_changes_nothing() {
    answeredAfter(1_000, 0);
    for (int i = 1; i <= 5; i++) {
      millis(i * SECOND);
    }
    answeredAfter(200, 5 * SECOND);
    double kept = Math.exp(-0.5);
    assertThat(millis(5 * SECOND)).isCloseTo(1_000 * kept + 200 * (1 - kept), within(0.001));
  }

  @Test
  void a_ticker_may_be_anywhere_and_news_may_come_late() {
    long start = Long.MAX_VALUE - SECOND;
    answeredAfter(1_000, start);
    assertThat(millis(start + 10 * SECOND)).isCloseTo(1_000 / Math.E, within(0.001));
    assertThat(millis(start - SECOND)).isEqualTo(1_000);
  }

  @Test
  void a_failure_counts_as_five_seconds_or_as_long_as_it_took() {
    vitals.failed(Duration.ofMillis(3), 0);
    assertThat(millis(0)).isEqualTo(5_000);
    vitals.failed(Duration.ofSeconds(30), 0);
    assertThat(millis(0)).isEqualTo(30_000);
  }
}
