package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller sends: a clear 4xx in OpenAI's envelope, and the connection lives. */
class BadInputTest {
  private static final String CHAT = "/v1/chat/completions";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          Rig.PLAIN
              + """
              models:
                fast: {deployments: [{provider: up, model: small}]}
              """);

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void bodies(String what, String body, @Nullable String param) throws Exception {
    assertRefused(CHAT, body.getBytes(StandardCharsets.UTF_8), 400, "invalid_request", param);
  }

  static Stream<Arguments> bodies() {
    return Stream.concat(notOneObject(), wrongMembers());
  }

  private static Stream<Arguments> notOneObject() {
    return Stream.of(
        body("nothing", "", null),
        body("white space", " \n", null),
        body("not JSON", "hello", null),
        body("broken JSON", "{\"model\":", null),
        body("a list", "[]", null),
        body("a string", "\"x\"", null),
        body("null", "null", null),
        body("two objects", question("fast") + "{}", null),
        body("single quotes", "{'model':'fast'}", null),
        body("a comment", "/* x */" + question("fast"), null),
        body("a trailing comma", "{\"model\":\"fast\",}", null),
        body("a lone control character", "{\"model\":\"a\u0001b\"}", null),
        body("NaN", with(question("fast"), "\"temperature\":NaN"), null),
        body("a duplicate key", with(question("fast"), "\"model\":\"sim\""), null),
        body(
            "a duplicate key inside",
            "{\"model\":\"fast\",\"messages\":[{\"role\":\"user\",\"role\":\"user\"}]}",
            null));
  }

  private static Stream<Arguments> wrongMembers() {
    return Stream.of(
        body("no model", "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}", "model"),
        body("a null model", "{\"model\":null,\"messages\":[]}", "model"),
        body("a model that is a number", "{\"model\":7,\"messages\":[]}", "model"),
        body("a delete in the model", question("sim/a\\u007fb"), "model"),
        body("a line break in the model", streamed("up/x\\ny"), "model"),
        body("an empty model", "{\"model\":\"\",\"messages\":[]}", "model"),
        body(
            "an endless model", "{\"model\":\"" + "x".repeat(600) + "\",\"messages\":[]}", "model"),
        body("no messages", "{\"model\":\"fast\"}", "messages"),
        body("empty messages", "{\"model\":\"fast\",\"messages\":[]}", "messages"),
        body("messages as a string", "{\"model\":\"fast\",\"messages\":\"x\"}", "messages"),
        body("null messages", "{\"model\":\"fast\",\"messages\":null}", "messages"),
        body("a message as a string", messages("\"x\""), "messages[0]"),
        body("a message without a role", messages("{\"content\":\"x\"}"), "messages[0].role"),
        body("an unknown role", messages("{\"role\":\"boss\"}"), "messages[0].role"),
        body("a role as a number", messages("{\"role\":1}"), "messages[0].role"),
        body(
            "content as a number",
            messages("{\"role\":\"user\",\"content\":1}"),
            "messages[0].content"),
        body(
            "content as an object",
            messages("{\"role\":\"user\",\"content\":{}}"),
            "messages[0].content"),
        body(
            "a part without a type",
            messages("{\"role\":\"user\",\"content\":[{}]}"),
            "messages[0].content[0].type"),
        body(
            "a part as a string",
            messages("{\"role\":\"user\",\"content\":[\"x\"]}"),
            "messages[0].content[0]"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("parameters")
  void parameters(String name, String value) throws Exception {
    var body = with(question("fast"), "\"" + name + "\":" + value);
    assertRefused(CHAT, body.getBytes(StandardCharsets.UTF_8), 400, "invalid_request", name);
  }

  static Stream<Arguments> parameters() {
    return Stream.of(
        Arguments.of("temperature", "-0.1"),
        Arguments.of("temperature", "2.01"),
        Arguments.of("temperature", "1e400"),
        Arguments.of("temperature", "\"hot\""),
        Arguments.of("top_p", "1.5"),
        Arguments.of("n", "0"),
        Arguments.of("n", "1000000"),
        Arguments.of("n", "1.5"),
        Arguments.of("max_tokens", "0"),
        Arguments.of("max_tokens", "-5"),
        Arguments.of("max_tokens", "99999999999999999999"),
        Arguments.of("max_tokens", "\"many\""),
        Arguments.of("max_completion_tokens", "-1"),
        Arguments.of("presence_penalty", "-3"),
        Arguments.of("frequency_penalty", "[]"),
        Arguments.of("top_logprobs", "21"),
        Arguments.of("seed", "1.5"),
        Arguments.of("seed", "99999999999999999999"),
        Arguments.of("stream", "\"yes\""),
        Arguments.of("stream", "1"),
        Arguments.of("stream_options", "true"),
        Arguments.of("stop", "7"),
        Arguments.of("tools", "{}"),
        Arguments.of("response_format", "\"json\""),
        Arguments.of("logit_bias", "[]"),
        Arguments.of("metadata", "3"),
        Arguments.of("parallel_tool_calls", "\"no\""),
        Arguments.of("user", "{}"),
        Arguments.of("api_base", "\"http://169.254.169.254/\""),
        Arguments.of("base_url", "\"http://localhost\""),
        Arguments.of("api_key", "\"sk-x\""),
        Arguments.of("api_version", "\"1\""),
        Arguments.of("azure_endpoint", "\"http://localhost\""));
  }

  @Test
  void invalid_utf_8() throws Exception {
    for (var bytes :
        new int[][] {
          {0xFF}, {0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0xE4, 0xB8}
        }) {
      var text = new StringBuilder();
      for (int b : bytes) {
        text.append((char) b);
      }
      var body = question("fast").replace("Hello", text).getBytes(StandardCharsets.ISO_8859_1);
      assertRefused(CHAT, body, 400, "invalid_request", null);
    }
    for (var charset :
        List.of(
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.UTF_32LE,
            StandardCharsets.UTF_32BE)) {
      assertRefused(CHAT, question("fast").getBytes(charset), 400, "invalid_request", null);
      assertRefused(CHAT, question("sim").getBytes(charset), 400, "invalid_request", null);
    }
  }

  @Test
  void a_byte_order_mark_is_passed_over() throws Exception {
    try (var client = rig.ask("\uFEFF" + question("sim"))) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
    rig.upstream().play(turn -> turn.json(200, "\uFEFF" + Chat.whole("Hi")));
    try (var client = rig.ask("\uFEFF" + question("up/m"))) {
      assertThat(client.answer().body()).contains("\"Hi\"");
    }
    assertThat(rig.upstream().turn().heard().body()).startsWith("{");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void depth_bombs(String opening) throws Exception {
    var deep = with(question("fast"), "\"x\":" + opening.repeat(100_000));
    var heard =
        assertRefused(CHAT, deep.getBytes(StandardCharsets.UTF_8), 400, "request_too_large", null);
    assertThat(heard.body()).contains("depth <= 64");
  }

  @Test
  void a_depth_of_64_is_allowed_where_nobody_looks() throws Exception {
    var deep = with(question("up/m"), "\"x\":" + "[".repeat(62) + "]".repeat(62));
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.ask(deep)) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void numbers_without_end() throws Exception {
    var body = with(question("fast"), "\"seed\":" + "9".repeat(1_000_000));
    assertRefused(CHAT, body.getBytes(StandardCharsets.UTF_8), 400, "request_too_large", null);
  }

  @Test
  void an_unknown_model_is_told_the_nearest_names() throws Exception {
    for (var name : new String[] {"fats", "up", "up/", "/m", "nobody/m"}) {
      var body = question(name).getBytes(StandardCharsets.UTF_8);
      assertRefused(CHAT, body, 404, "model_not_found", "model");
    }
    try (var client = rig.ask(question("fats"))) {
      assertThat(client.answer().body()).contains("did you mean fast");
    }
  }

  @Test
  void embeddings_and_completions() throws Exception {
    assertRefused("/v1/embeddings", bytes("{\"model\":\"fast\"}"), 400, "invalid_request", "input");
    assertRefused(
        "/v1/embeddings",
        bytes("{\"model\":\"fast\",\"input\":[]}"),
        400,
        "invalid_request",
        "input");
    assertRefused(
        "/v1/embeddings",
        bytes("{\"model\":\"fast\",\"input\":{}}"),
        400,
        "invalid_request",
        "input");
    assertRefused(
        "/v1/embeddings",
        bytes("{\"model\":\"fast\",\"input\":\"x\",\"encoding_format\":\"hex\"}"),
        400,
        "invalid_request",
        "encoding_format");
    assertRefused(
        "/v1/completions", bytes("{\"model\":\"fast\"}"), 400, "invalid_request", "prompt");
    assertRefused(
        "/v1/completions",
        bytes("{\"model\":\"fast\",\"prompt\":true}"),
        400,
        "invalid_request",
        "prompt");
  }

  @Test
  void nothing_of_it_reaches_the_upstream() {
    assertThat(rig.upstream().waiting()).isZero();
  }

  private static ReceivedRequest assertRefused(
      String path, byte[] body, int status, String code, @Nullable String param)
      throws IOException {
    try (var client = rig.tutti().client()) {
      client.post(path, body);
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(status);
      Envelopes.assertError(heard, code, Optional.ofNullable(param));
      assertAlive(client);
      return heard;
    }
  }

  private static void assertAlive(TestingClient client) throws IOException {
    assertThat(client.get("/v1/models").answer().status()).isEqualTo(200);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String messages(String message) {
    return "{\"model\":\"fast\",\"messages\":[" + message + "]}";
  }

  private static Arguments body(String what, String body, @Nullable String param) {
    return Arguments.of(what, body, param);
  }
}
