package dev.tutti.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenEstimateTest {

  @Test
  void counts_words_and_marks() {
    assertThat(tokens("")).isZero();
    assertThat(tokens("hello")).isBetween(1L, 2L);
    assertThat(tokens("The quick brown fox jumps over the lazy dog.")).isBetween(9L, 12L);
  }

  @Test
  void counts_scripts_without_spaces_by_the_character() {
    assertThat(tokens("今天天气怎么样")).isBetween(4L, 7L);
    assertThat(tokens("こんにちは")).isBetween(3L, 5L);
  }

  @Test
  void counts_the_same_however_the_text_is_cut() {
    var text = "A word, 12345 digits; 两个字 and\n\n some ---- marks. Internationalization";
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      var estimate = new TokenEstimate();
      for (int at = 0; at < text.length(); ) {
        int to = Math.min(text.length(), at + 1 + random.nextInt(5));
        estimate.add(text.substring(at, to));
        at = to;
      }
      assertThat(estimate.tokens()).as("seed %d", seed).isEqualTo(tokens(text));
    }
  }

  private static long tokens(String text) {
    var estimate = new TokenEstimate();
    estimate.add(text);
    return estimate.tokens();
  }
}
