package dev.tutti.cooperation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tutti.cooperation.vote.StatedConfidence;
import dev.tutti.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaidConfidenceTest {
  @ParameterizedTest
  @CsvSource({
    "Confidence: 0.9, .9",
    "**Confidence:** 85%, .85",
    "> confidence : 1., 1",
    "置信度：0.75。, .75",
    "'Confidence: 0.2\nConfidence: 0.4', .4",
  })
  void the_last_line_says_it(String line, double confidence) {
    var text = "It is so.\n" + line;
    assertThat(SaidConfidence.of(text)).contains(new StatedConfidence(confidence));
    assertThat(SaidConfidence.without(text)).isEqualTo("It is so.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Confidence: high", "Confidence: 7", "My confidence: 0.9 of it"})
  void nothing_else_does(String text) {
    assertThat(SaidConfidence.of(text)).isEmpty();
  }

  @Test
  void blank_lines_without_end_are_read_at_once() {
    var text = "\n".repeat(500_000) + "-".repeat(500_000);
    assertTimeout(Patience.LIMIT, () -> assertThat(SaidConfidence.of(text)).isEmpty());
  }
}
