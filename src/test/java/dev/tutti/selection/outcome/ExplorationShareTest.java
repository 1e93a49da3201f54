package dev.tutti.selection.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplorationShareTest {
  private static final long SEED = 7;

  @ParameterizedTest
  @ValueSource(doubles = {0, .01, .1, .5})
  void never_more_is_tried_than_the_limit_says(double share) {
    var exploration = new ExplorationShare();
    var random = new Random(SEED);
    int tried = 0;
    for (int decided = 1; decided <= 50_000; decided++) {
      tried += exploration.take(share, random) ? 1 : 0;
      assertThat(tried).as("seed " + SEED).isLessThanOrEqualTo((int) Math.ceil(share * decided));
    }
    assertThat(tried).isGreaterThanOrEqualTo((int) (.8 * share * 50_000));
  }
}
