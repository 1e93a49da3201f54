package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.streamedWithUsage;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** When nobody can answer, callers get what is configured, and are told so. */
class DegradationTest {
  private static final Script OUT =
      turn -> turn.json(503, "{\"error\":{\"message\":\"out of order\"}}");

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          Rig.PLAIN
              + """
              models:
                small: {deployments: [{provider: up, model: little}]}
                big:
                  deployments: [{provider: up, model: large}]
                  degrade: {stale: true, model: small, text: "Please come back later."}
                closed:
                  deployments: [{provider: up, model: large}]
                  degrade: {text: "Please come back later."}
              """);

  @Test
  void the_smaller_model_answers_in_one_piece() throws Exception {
    rig.upstream().play(OUT, Chat.answers("a little"));
    var heard = ask(question("big"));
    var body = Json.tree(heard.body());
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.header("x-tutti-degraded")).isEqualTo("model");
    assertThat(heard.header("x-tutti-deployment")).isEqualTo("up/little");
    assertThat(heard.header("x-tutti-attempts")).isEqualTo("2");
    assertThat(content(body)).isEqualTo("a little");
    assertThat(body.path("model").asString()).isEqualTo("big");
    assertThat(body.at("/tutti/degraded").asString()).isEqualTo("model");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void the_smaller_model_answers_in_a_stream(boolean usage) throws Exception {
    rig.upstream().play(OUT, Chat.says("a ", "little"));
    try (var client = rig.ask(usage ? streamedWithUsage("big") : streamed("big"))) {
      assertThat(client.head().header("x-tutti-degraded")).isEqualTo("model");
      var events = client.events();
      assertThat(events).filteredOn(each -> each.contains("\"content\":\"a \"")).hasSize(1);
      assertThat(events).filteredOn(each -> each.contains("\"finish_reason\":\"stop\"")).hasSize(1);
      assertThat(events.getLast()).isEqualTo("data: [DONE]");
      assertFirstSaysSo(events, "model");
      assertThat(events.get(events.size() - 2).contains("\"usage\"")).isEqualTo(usage);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"big", "closed"})
  void the_text_is_the_answer_in_one_piece(String model) throws Exception {
    double before = degraded("text");
    rig.upstream().play(OUT, OUT);
    var heard = ask(question(model));
    var body = Json.tree(heard.body());
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.header("x-tutti-degraded")).isEqualTo("text");
    assertThat(heard.header("x-tutti-deployment")).isEqualTo("tutti/text");
    assertThat(content(body)).isEqualTo("Please come back later.");
    assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    assertThat(body.at("/usage/total_tokens").asInt(-1)).isZero();
    assertThat(body.at("/tutti/degraded").asString()).isEqualTo("text");
    assertThat(degraded("text")).isEqualTo(before + 1);
    rig.upstream().forget();
  }

  @Test
  void the_text_is_the_answer_in_a_stream() throws Exception {
    rig.upstream().play(OUT);
    try (var client = rig.ask(streamedWithUsage("closed"))) {
      var head = client.head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("x-tutti-degraded")).isEqualTo("text");
      var events = client.events();
      assertThat(events).anyMatch(each -> each.contains("\"content\":\"Please come back later.\""));
      assertThat(events.getLast()).isEqualTo("data: [DONE]");
      assertFirstSaysSo(events, "text");
      assertThat(events.get(events.size() - 2)).contains("\"total_tokens\":0");
    }
  }

  @Test
  void the_ledger_counts_the_answers_of_our_own() throws Exception {
    rig.upstream().play(OUT);
    ask(question("closed"));
    var usage = Json.tree(rig.tutti().get("/admin/usage?by=deployment"));
    assertThat(usage.path("data").valueStream())
        .anySatisfy(
            row -> {
              assertThat(row.path("group").asString()).isEqualTo("tutti/text");
              assertThat(row.path("attempts").asInt()).isPositive();
              assertThat(row.path("unpriced").asInt(-1)).isZero();
            });
  }

  @Test
  void a_wrong_request_is_told() throws Exception {
    rig.upstream().play(turn -> turn.json(400, "{\"error\":{\"message\":\"what?\"}}"));
    var heard = ask(question("big"));
    assertThat(heard.status()).isEqualTo(400);
    assertThat(heard.header("x-tutti-degraded")).isEmpty();
  }

  @Test
  void after_the_first_content_a_failure_is_a_failure() throws Exception {
    rig.upstream().play(turn -> turn.stream().event(text("Hi")).close());
    try (var client = rig.ask(streamed("closed"))) {
      assertThat(client.failure()).contains("truncated").doesNotContain("later");
    }
  }

  @Test
  void shared_calls_are_degraded_together() throws Exception {
    rig.upstream().play(OUT);
    var heard = ask(Chat.with(question("closed"), "\"temperature\":0"));
    assertThat(heard.header("x-tutti-degraded")).isEqualTo("text");
    assertThat(Json.tree(heard.body()).at("/tutti/degraded").asString()).isEqualTo("text");
  }

  private static void assertFirstSaysSo(List<String> events, String kind) {
    assertThat(events.getFirst()).contains("\"tutti\":{\"degraded\":\"" + kind + "\"}");
    assertThat(events).filteredOn(each -> each.contains("\"tutti\"")).hasSize(1);
  }

  private static String content(JsonNode body) {
    return body.at("/choices/0/message/content").asString();
  }

  private static double degraded(String kind) {
    return rig.tutti().metric("tutti_degraded_total{kind=\"" + kind + "\"}");
  }

  private static ReceivedRequest ask(String question) throws IOException {
    try (var client = rig.ask(question)) {
      return client.answer();
    }
  }
}
