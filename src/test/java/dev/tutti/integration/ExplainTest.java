package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What an answer tells about its call when it is asked to. */
class ExplainTest {
  private static final String EXPLAIN = "x-tutti-explain: 1";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          Rig.PLAIN
              + """
              prices:
                - {provider: up, model: priced, as_of: 2026-01-01, input: 1000, output: 2000}
              """);

  @Test
  void a_whole_answer_has_it_as_a_member() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.ask(question("up/m"), EXPLAIN)) {
      var heard = client.answer();
      var tutti = Json.tree(heard.body()).path("tutti");
      assertThat(tutti.path("request_id").asString()).isEqualTo(heard.header("x-tutti-request-id"));
      assertAttempt(tutti, "up/m", "m");
      assertThat(tutti.path("latency_ms").asLong(-1)).isNotNegative();
      assertThat(tutti.has("cost_usd")).as("no price is known").isFalse();
      assertThat(tutti.has("degraded")).isFalse();
      assertThat(Json.tree(heard.body()).at("/choices/0/message/content").asString())
          .isEqualTo("Hi");
    }
  }

  @Test
  void a_cost_is_told_where_a_price_is_known() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.ask(question("up/priced"), EXPLAIN)) {
      var answer = Json.tree(client.answer().body());
      var used = answer.path("usage");
      var dollars =
          (used.path("prompt_tokens").asLong() + 2 * used.path("completion_tokens").asLong())
              / 1_000.0;
      assertThat(dollars).isPositive();
      assertThat(answer.path("tutti").path("cost_usd").asDouble()).isEqualTo(dollars);
    }
  }

  @Test
  void a_stream_has_it_in_its_last_chunk() throws Exception {
    rig.upstream().play(Chat.says("Hi"));
    try (var client = rig.ask(streamed("up/m"), EXPLAIN)) {
      assertThat(client.head().status()).isEqualTo(200);
      var events = client.events();
      assertThat(events.getLast()).isEqualTo("data: [DONE]");
      var last = Json.tree(events.get(events.size() - 2).substring("data: ".length()));
      assertThat(last.path("choices").isEmpty()).isTrue();
      assertThat(last.path("object").asString()).isEqualTo("chat.completion.chunk");
      assertAttempt(last.path("tutti"), "up/m", "m");
    }
  }

  @Test
  void a_simulated_answer_has_it_too() throws Exception {
    try (var client = rig.ask(question("sim"), EXPLAIN)) {
      var tutti = Json.tree(client.answer().body()).path("tutti");
      assertAttempt(tutti, "sim/sim", "sim");
      assertThat(tutti.path("cost_usd").asDouble(-1)).isZero();
    }
  }

  @Test
  void nobody_else_is_told() throws Exception {
    rig.upstream().play(Chat.answers("Hi"), Chat.says("Hi"));
    try (var client = rig.ask(question("up/m"), "x-tutti-explain: 0")) {
      var heard = client.answer();
      assertThat(heard.body()).doesNotContain("\"tutti\"");
      assertThat(heard.header("x-tutti-latency-ms")).matches("\\d+");
    }
    try (var client = rig.ask(streamed("up/m"))) {
      client.head();
      assertThat(client.events()).noneMatch(event -> event.contains("\"tutti\""));
    }
  }

  private static void assertAttempt(JsonNode tutti, String deployment, String model) {
    assertThat(tutti.path("deployment").asString()).isEqualTo(deployment);
    assertThat(tutti.path("model").asString()).isEqualTo(model);
    assertThat(tutti.path("attempts")).hasSize(1);
    var attempt = tutti.path("attempts").path(0);
    assertThat(attempt.path("deployment").asString()).isEqualTo(deployment);
    assertThat(attempt.path("outcome").asString()).isEqualTo("completed");
    assertThat(attempt.path("duration_ms").asLong(-1)).isNotNegative();
  }
}
