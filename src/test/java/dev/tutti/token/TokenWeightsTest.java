package dev.tutti.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tutti.chat.Json;
import dev.tutti.chat.JsonBody;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TokenWeightsTest {
  private static final String QUESTION = "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";
  private static final String WITH_TOOLS =
      """
      {"messages":[{"role":"user","content":"%s"}],
       "tools":[{"type":"function","function":{"name":"f","description":"Finds a city."}}]}\
      """;

  @Test
  void learns_what_a_template_puts_around_tools() {
    var weights = TokenWeights.USUAL;
    for (int call = 0; call < 5; call++) {
      var words = "where is it ".repeat(1 + call);
      weights = weights.learn(prompt(QUESTION, words), usual(QUESTION, words));
      weights = weights.learn(prompt(WITH_TOOLS, words), usual(WITH_TOOLS, words) + 300);
    }
    assertThat(weights.calls()).isEqualTo(10);
    var next = "which river is the longest of all";
    assertThat(weights.tokens(prompt(WITH_TOOLS, next)))
        .isBetween(usual(WITH_TOOLS, next) + 280, usual(WITH_TOOLS, next) + 320);
  }

  @Test
  void learns_how_a_model_cuts_chinese() {
    var weights = TokenWeights.USUAL;
    for (int call = 1; call <= 10; call++) {
      weights = weights.learn(prompt(QUESTION, "今天天气".repeat(call)), 8 + 6L * call);
    }
    assertThat(weights.tokens(prompt(QUESTION, "今天天气".repeat(20)))).isBetween(122L, 134L);
  }

  @Test
  void prompts_with_the_same_instructions_are_odd_in_the_same_way() {
    var form = QUESTION.replace("%s", "Xq7_".repeat(400) + " %s");
    var weights = TokenWeights.USUAL;
    for (int call = 1; call <= 3; call++) {
      var other = prompt(QUESTION, "word ".repeat(40 * call));
      weights = weights.learn(other, TokenWeights.USUAL.tokens(other));
      var words = "where is number " + call;
      weights = weights.learn(prompt(form, words), usual(form, words) * 5 / 4);
    }
    var next = "and which river is the longest";
    assertThat((double) weights.tokens(prompt(form, next)))
        .isCloseTo(usual(form, next) * 5 / 4.0, withinPercentage(3));
    var other = "word ".repeat(100);
    assertThat((double) weights.tokens(prompt(QUESTION, other)))
        .isCloseTo((double) usual(QUESTION, other), withinPercentage(10));
  }

  @Test
  void a_report_that_is_far_off_does_little() {
    var weights = TokenWeights.USUAL;
    for (int call = 1; call <= 10; call++) {
      var words = "word ".repeat(10 * call);
      weights = weights.learn(prompt(QUESTION, words), usual(QUESTION, words));
    }
    var after = weights.learn(prompt(QUESTION, "word ".repeat(100)), 10_000);
    var next = prompt(QUESTION, "word ".repeat(50));
    assertThat(after.tokens(next)).isLessThan(weights.tokens(next) * 5 / 4);
  }

  @Test
  void outlives_being_written() {
    var weights = TokenWeights.USUAL;
    for (int call = 0; call < 40; call++) {
      weights = weights.learn(prompt(QUESTION, "hello " + call), 20 + call);
    }
    var read = TokenWeights.of(Json.parse(Json.text(weights.json()))).orElseThrow();
    assertThat(Json.text(read.json())).isEqualTo(Json.text(weights.json()));
    assertThat(TokenWeights.of(Json.parse("[1, 2]"))).isEmpty();
  }

  @Test
  void what_is_not_all_there_is_not_countable() {
    assertThat(prompt(QUESTION, "hello").countable()).isTrue();
    assertThat(prompt(WITH_TOOLS, "hello").countable()).isTrue();
    assertThat(features("{\"input\":\"hi\",\"previous_response_id\":\"r\"}").countable()).isFalse();
    assertThat(features("{\"tools\":[{\"type\":\"web_search\"}]}").countable()).isFalse();
    assertThat(
            features("{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]}]}")
                .countable())
        .isFalse();
  }

  private static long usual(String form, String words) {
    return TokenWeights.USUAL.tokens(prompt(form, words));
  }

  private static PromptFeatures prompt(String form, String words) {
    return features(form.formatted(words));
  }

  private static PromptFeatures features(String json) {
    return PromptFeatures.of(JsonBody.parse(json.getBytes(StandardCharsets.UTF_8)));
  }
}
