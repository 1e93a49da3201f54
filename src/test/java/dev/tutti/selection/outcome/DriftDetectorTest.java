package dev.tutti.selection.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftDetectorTest {
  private static final long SEED = 20_261_130;

  /** How many outcomes of 0 or 1 come until an alarm, or the most. */
  private static int until(double quality, double expected, int most, Random random) {
    var detector = new DriftDetector();
    for (int i = 1; i <= most; i++) {
      if (detector.take("m", random.nextDouble() < quality ? 1 : 0, expected, 1).isPresent()) {
        return i;
      }
    }
    return most;
  }

  @Test
  void a_model_that_has_become_worse_is_found_soon() {
    var random = new Random(SEED);
    int sum = 0;
    for (int run = 0; run < 100; run++) {
      sum += until(.5, .8, 2_000, random);
    }
    assertThat(sum / 100).as("seed " + SEED).isLessThan(80);
  }

  @Test
  void one_that_is_as_expected_is_left_alone() {
    var random = new Random(SEED);
    int alarms = 0;
    for (int run = 0; run < 20; run++) {
      alarms += until(.8, .8, 5_000, random) < 5_000 ? 1 : 0;
    }
    assertThat(alarms).as("seed " + SEED).isLessThanOrEqualTo(3);
  }

  @Test
  void a_drift_is_told_once_and_says_which_way() {
    var detector = new DriftDetector();
    int alarms = 0;
    for (int i = 0; i < 20; i++) {
      var drift = detector.take("m", 1, .1, 1);
      alarms += drift.isPresent() ? 1 : 0;
      drift.ifPresent(found -> assertThat(found.better()).isTrue());
    }
    assertThat(alarms).isEqualTo(1);
  }
}
