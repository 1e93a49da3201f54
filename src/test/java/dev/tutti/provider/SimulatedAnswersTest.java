package dev.tutti.provider;

import static dev.tutti.provider.TestingSimulation.ask;
import static dev.tutti.provider.TestingSimulation.chat;
import static dev.tutti.provider.TestingSimulation.parse;
import static dev.tutti.provider.TestingSimulation.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Operation;
import dev.tutti.chat.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedAnswersTest {
  private final TestingSimulation sim = new TestingSimulation();

  @Test
  void says_that_it_is_simulated_and_what_it_was_asked() {
    var reply = sim.answer("sim", ask("Why is the sky blue?"));
    assertThat(reply.text()).contains("simulated").contains("Why is the sky blue?");
    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.STOP);
    assertThat(reply.model()).isEqualTo("sim");
  }

  @ParameterizedTest
  @ValueSource(strings = {"天空为什么是蓝色的？", "请解释 Java Stream API"})
  void answers_chinese_in_chinese(String question) {
    assertThat(sim.answer("sim", ask(question)).text()).contains("模拟").contains(question);
  }

  @Test
  void answers_the_same_to_the_same_whether_streamed_or_not() {
    var whole = sim.answer("sim", ask("Again"));
    assertThat(sim.answer("sim", ask("Again"))).isEqualTo(whole);
    assertThat(sim.answer("any-name", ask("Again")).choices()).isNotEmpty();
    assertThat(sim.answer("sim", chat("\"stream\":true," + user("Again"))).text())
        .isEqualTo(whole.text());
  }

  @Test
  void echoes_exactly() {
    assertThat(sim.answer("sim-echo", ask("  A \"b\"\n你好 👩‍🚀 ")).text())
        .isEqualTo("  A \"b\"\n你好 👩‍🚀 ");
  }

  @Test
  void reasons_before_it_answers() {
    var reply = sim.answer("sim-reasoning", ask("Hi"));
    assertThat(reply.choices().getFirst().reasoning()).contains("Hi");
    assertThat(reply.text()).contains("simulated");
    assertThat(reply.usage().reasoning()).isBetween(10L, reply.usage().output() - 10);
  }

  @Test
  void declines_and_is_filtered_when_asked() {
    assertThat(sim.answer("sim-refusal", ask("Hi")).choices().getFirst().refusal()).contains("Hi");
    assertThat(sim.answer("sim-filter-mid", ask("Hi")).choices().getFirst().finish())
        .isEqualTo(FinishReason.CONTENT_FILTER);
  }

  @Test
  void answers_in_json_when_it_must() {
    var object =
        sim.answer("sim", chat("\"response_format\":{\"type\":\"json_object\"}," + user("Hi")));
    assertThat(Json.tree(object.text()).path("simulated").asBoolean()).isTrue();
    var schema =
        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":3,\"maximum\":3}},\"required\":[\"n\"]}";
    var format =
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\",\"schema\":%s}},"
            .formatted(schema);
    assertThat(sim.answer("sim", chat(format + user("Hi"))).text()).isEqualTo("{\"n\":3}");
  }

  @Test
  void gives_several_choices() {
    var reply = sim.answer("sim", chat("\"n\":3,\"stream\":true," + user("Hi")));
    assertThat(reply.choices()).hasSize(3);
    long one = sim.answer("sim", ask("Hi")).usage().output();
    assertThat(reply.usage().output()).isBetween(3 * one - 20, 3 * one + 20);
  }

  @Test
  void stops_at_the_token_limit() {
    for (var stream : List.of("true", "false")) {
      var reply =
          sim.answer(
              "sim-reasoning", chat("\"max_tokens\":5,\"stream\":" + stream + "," + user("Hi")));
      assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.LENGTH);
      assertThat(reply.usage().output()).isEqualTo(5);
    }
  }

  @Test
  void stops_before_a_stop_word() {
    var reply =
        sim.answer("sim-echo", chat("\"stop\":[\"three\",\"two\"]," + user("one two three")));
    assertThat(reply.text()).isEqualTo("one ");
    assertThat(reply.choices().getFirst().finish()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void says_how_likely_its_tokens_are() {
    var reply =
        sim.answer("sim-echo", chat("\"logprobs\":true,\"top_logprobs\":2," + user("one two")));
    var logprobs = reply.choices().getFirst().logprobs();
    assertThat(logprobs).hasSize(2);
    assertThat(logprobs.getLast().path("token").asString()).isEqualTo(" two");
    assertThat(logprobs.getLast().path("bytes")).hasSize(4);
    assertThat(logprobs.getLast().path("top_logprobs")).hasSize(2);
  }

  @Test
  void completes_each_prompt() {
    var request =
        parse(
            Operation.TEXT_COMPLETION, "{\"model\":\"sim-echo\",\"n\":2,\"prompt\":[\"a\",\"b\"]}");
    assertThat(sim.answer("sim-echo", request).choices())
        .extracting(Reply.Choice::text)
        .containsExactly("a", "a", "b", "b");
  }

  @Test
  void mentions_attachments() {
    var parts =
        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Look\"},"
            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/x.png\"}}]}]";
    var reply = sim.answer("sim", chat(parts));
    assertThat(reply.text()).contains("1 attached");
    assertThat(reply.usage().input()).isGreaterThan(85);
  }

  @Test
  void is_long_when_asked() {
    assertThat(sim.answer("sim-long", ask("说点什么")).usage().output()).isBetween(2_000L, 2_200L);
  }
}
