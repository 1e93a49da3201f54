package dev.tutti.cooperation.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.chat.Json;
import dev.tutti.cooperation.vote.StatedConfidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TokenConfidenceTest {
  /** Confidence of tokens that have .5 each. */
  private static Optional<Double> of(String... words) {
    List<JsonNode> tokens = new ArrayList<>();
    for (var word : words) {
      tokens.add(Json.object().put("token", word).put("logprob", Math.log(.5)));
    }
    return TokenConfidence.of(tokens).map(StatedConfidence::value);
  }

  private static void assertProbability(double expected, String... words) {
    assertThat(of(words))
        .hasValueSatisfying(each -> assertThat(each).isCloseTo(expected, within(1e-9)));
  }

  @Test
  void the_tokens_of_the_last_line_are_multiplied() {
    assertProbability(.25, "So", " it", " is", ".\n", "4", "2");
    assertProbability(.5, "42");
    assertProbability(.5, "42", "\n", "\n");
  }

  @Test
  void words_that_announce_the_answer_do_not_count() {
    assertProbability(.5, "Answer", ":", " 42");
    assertProbability(.25, "答案", "：", "太阳", "能");
    assertProbability(.25, "Answer", ":"); // nothing stands behind it
  }

  @Test
  void what_a_model_says_of_its_confidence_is_no_answer() {
    assertProbability(.5, "Answer", ":", " 42", "\n", "Confidence", ":", " ", "0", ".", "9");
    assertProbability(.5, "答案：", "42", "\n", "置信度", "：0.9", "\n");
  }

  @Test
  void without_tokens_or_with_a_long_line_there_is_none() {
    assertThat(of()).isEmpty();
    assertThat(of("\n", " ")).isEmpty();
    assertThat(of("word ".repeat(30).split("(?<= )"))).isEmpty();
  }
}
