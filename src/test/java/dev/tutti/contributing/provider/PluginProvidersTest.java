package dev.tutti.contributing.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Both examples behind the endpoint, as callers see them. */
class PluginProvidersTest {
  private static final String SCHEMA =
      """
      "response_format":{"type":"json_schema","json_schema":{"name":"size","schema":
      {"type":"object","properties":{"grams":{"type":"integer"}},"required":["grams"]}}}\
      """;

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            acme: {preset: acme, base_url: "{upstream}", api_key: sk-of-the-provider}
            lines: {preset: lines, base_url: "{upstream}", api_key: key-of-lines}
          """);

  @Test
  void a_preset_changes_what_its_provider_is_sent() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var question = Chat.with(Chat.question("acme/m"), "\"store\":true,\"max_completion_tokens\":9");
    try (var client = rig.ask(question)) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
    var sent = Json.tree(rig.upstream().turn().heard().body());
    assertThat(sent.has("store")).isFalse();
    assertThat(sent.path("max_tokens").asInt()).isEqualTo(9);
  }

  @Test
  void a_dialect_of_its_own_is_streamed_in_the_callers() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.head(200, "content-type: application/x-ndjson", "transfer-encoding: chunked")
                    .piece("{\"model\":\"bard-1\",\"say\":\"A wr\"}\n")
                    .piece("{\"say\":\"en.\"}\n{\"end\":\"stop\",\"in\":4,\"out\":3}\n")
                    .end());
    try (var client = rig.ask(Chat.streamedWithUsage("lines/bard-1"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(String.join("", client.events()))
          .contains("\"content\":\"A wr\"", "\"content\":\"en.\"", "\"total_tokens\":7");
    }
    var heard = rig.upstream().turn().heard();
    assertThat(heard.target()).isEqualTo("/v1/talk");
    assertThat(heard.header("x-lines-key")).isEqualTo("key-of-lines");
  }

  @Test
  void a_schema_is_told_in_words_where_the_dialect_has_none() throws Exception {
    var size = "{\\\"grams\\\":9}";
    rig.upstream()
        .play(
            turn ->
                turn.json(200, "{\"say\":\"" + size + "\",\"end\":\"stop\",\"in\":4,\"out\":2}"));
    try (var client = rig.ask(Chat.with(Chat.question("lines/bard-1"), SCHEMA))) {
      var answer = client.answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains(size);
    }
    assertThat(Json.tree(rig.upstream().turn().heard().body()).at("/turns/0/say").asString())
        .contains("grams");
  }

  @Test
  void a_refusal_is_told_without_the_key() throws IOException {
    rig.upstream().play(turn -> turn.json(401, "{\"error\":{\"message\":\"key-of-lines?\"}}"));
    try (var client = rig.ask(Chat.question("lines/bard-1"))) {
      var answer = client.answer();
      assertThat(Json.tree(answer.body()).at("/error/code").asString())
          .isEqualTo("upstream_credentials");
      assertThat(answer.body()).doesNotContain("key-of-lines");
    }
  }
}
