package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Rig;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be said in a provider's own dialect is refused, and its place is named. */
class TranslationTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up: {base_url: "{upstream}"}
            gemini: {preset: gemini, base_url: "{upstream}", api_key: x}
            ollama: {preset: ollama, base_url: "{upstream}/ollama"}
            claude: {preset: anthropic, base_url: "{upstream}", api_key: x}
          """);

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("chats")
  void chats(String model, String members, String param) throws Exception {
    assertRefused("/v1/chat/completions", with(question(model), members), param);
  }

  static Stream<Arguments> chats() {
    var schema =
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"a\","
            + "\"schema\":{\"type\":\"object\"}}}";
    return Stream.of(
        Arguments.of(
            "claude/claude-sonnet-4-6", schema + ",\"output_config\":\"x\"", "output_config"),
        Arguments.of(
            "claude/claude-opus-4-6",
            "\"reasoning_effort\":\"low\",\"output_config\":[]",
            "output_config"),
        Arguments.of("gemini/m", "\"generationConfig\":5,\"top_k\":1", "generationConfig"),
        Arguments.of("gemini/m", "\"generation_config\":5", "generation_config"),
        Arguments.of(
            "gemini/m", "\"generationConfig\":[],\"thinking_config\":{}", "generationConfig"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("inputs")
  void inputs(String model, String input) throws Exception {
    var body = "{\"model\":\"" + model + "\",\"input\":" + input + "}";
    assertRefused("/v1/embeddings", body, "input");
  }

  static Stream<Arguments> inputs() {
    return Stream.of("gemini/m", "ollama/m")
        .flatMap(
            model ->
                Stream.of("[\"a\",[1,2],\"b\"]", "[\"a\",5]", "[5,\"a\"]", "[1,2]", "[[1]]")
                    .map(input -> Arguments.of(model, input)));
  }

  @Test
  void prompts() throws Exception {
    for (var prompt : new String[] {"[\"a\",5]", "[1,2]", "[\"a\",[1]]", "[\"a\",\"b\"]"}) {
      var body = "{\"model\":\"gemini/m\",\"prompt\":" + prompt + "}";
      assertRefused("/v1/completions", body, "prompt");
    }
  }

  @Test
  void embeddings_are_not_streamed() throws Exception {
    for (var model : new String[] {"up/m", "sim/sim-embedding", "gemini/m"}) {
      var body = "{\"model\":\"" + model + "\",\"input\":\"a\",\"stream\":true}";
      assertRefused("/v1/embeddings", body, "stream");
    }
  }

  private static void assertRefused(String path, String body, String param) throws Exception {
    try (var client = rig.tutti().client().post(path, body)) {
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(400);
      Envelopes.assertError(heard, "invalid_request", Optional.of(param));
      assertThat(rig.upstream().waiting()).isZero();
    }
  }
}
