package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Percentiles of the latest waits. */
class RecentWaitsTest {
  private final RecentWaits waits = new RecentWaits();

  @Test
  void nobody_has_waited_yet() {
    assertThat(waits.percentile(99)).isEqualTo(Duration.ZERO);
  }

  @Test
  void percentiles_are_those_of_what_was_noted_in_any_order() {
    for (int nanos = 100; nanos >= 0; nanos--) {
      waits.add(nanos);
    }
    assertThat(waits.percentile(50)).isEqualTo(Duration.ofNanos(50));
    assertThat(waits.percentile(99)).isEqualTo(Duration.ofNanos(99));
  }

  @Test
  void old_ones_are_forgotten() {
    waits.add(Duration.ofMinutes(1).toNanos());
    for (int i = 0; i < 5_000; i++) {
      waits.add(7);
    }
    assertThat(waits.percentile(100)).isEqualTo(Duration.ofNanos(7));
  }
}
