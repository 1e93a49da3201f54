package dev.tutti.token.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LearningPaceTest {
  private static final long START = 1_700_000_000_000L;

  @Test
  void the_first_prompts_are_learned_from_and_then_one_a_second() {
    var pace = new LearningPace();
    assertThat(due(pace, START, 32)).isEqualTo(32);
    assertThat(due(pace, START + 1, 999)).isEqualTo(1);
    assertThat(due(pace, START + 1_001, 5_000)).isEqualTo(5);
  }

  /** How many of that many prompts are learned from, one each millisecond. */
  private static long due(LearningPace pace, long from, int prompts) {
    return LongStream.range(from, from + prompts).filter(pace::isDue).count();
  }
}
