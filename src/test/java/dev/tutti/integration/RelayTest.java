package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.role;
import static dev.tutti.testing.Chat.streamedWithUsage;
import static dev.tutti.testing.Chat.text;
import static dev.tutti.testing.Chat.usage;
import static dev.tutti.testing.Chat.whole;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in OpenAI's dialect goes out as it came. */
class RelayTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  private static final String STREAM =
      ": waking up\n\n"
          + sse(role())
          + sse(text("Grüße, 世界 😀"))
          + sse(
              text("!")
                  .replace("\"created\"", "\"x_unknown\": {\"deep\" : [1.50, null]},\"created\""))
          + sse(finish())
          + sse(usage())
          + sse("[DONE]");

  private static final List<String> EXPECTED =
      List.of(
          "data: " + renamed(role()),
          "data: " + renamed(text("Grüße, 世界 😀")),
          "data: "
              + renamed(
                  text("!")
                      .replace(
                          "\"created\"", "\"x_unknown\": {\"deep\" : [1.50, null]},\"created\"")),
          "data: " + renamed(finish()),
          "data: " + renamed(usage()),
          "data: [DONE]");

  @Test
  void headers_that_are_not_ascii_do_not_stop_an_answer() throws Exception {
    rig.upstream().play(turn -> turn.json(200, whole("Hi"), "x-ratelimit-plan: Grüße 世界"));
    try (var client = rig.ask(question("up/模型"))) {
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
      assertThat(heard.header("x-tutti-model")).isEqualTo("??");
      assertThat(heard.header("x-ratelimit-plan")).startsWith("Gr");
    }
  }

  @Test
  void a_stream_is_relayed_byte_for_byte_but_for_the_model() throws Exception {
    assertThat(relayed(cut(STREAM, STREAM.length()))).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void a_stream_may_be_cut_anywhere(int size) throws Exception {
    assertThat(relayed(cut(STREAM, size))).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 100_000})
  void lines_may_end_in_any_legal_way(int size) throws Exception {
    assertThat(relayed(cut(STREAM.replace("\n", "\r\n"), size))).isEqualTo(EXPECTED);
    assertThat(relayed(cut(STREAM.replace("\n", "\r"), size))).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void comments_ids_names_and_data_in_several_lines_are_legal(int size) throws Exception {
    var split = text("!").replace(",\"choices\"", "\ndata: ,\"choices\"");
    var stream =
        "\uFEFF:hello\nid:1\nevent: chunk\nretry: 3\ndata:"
            + role()
            + "\n\n: keep-alive\n\ndata: "
            + split
            + "\n\n"
            + sse(finish())
            + "data: [DONE]\n\n";
    var events = relayed(cut(stream, size));
    assertThat(events.getFirst()).isEqualTo("data: " + renamed(role()));
    assertThat(Json.tree(events.get(1).replace("data: ", "")))
        .isEqualTo(Json.tree(renamed(text("!"))));
    assertThat(events.getLast()).isEqualTo("data: [DONE]");
  }

  @Test
  void an_answer_in_one_piece_is_relayed_byte_for_byte_but_for_the_model() throws Exception {
    var answer = with(whole("Hi"), " \"x_unknown\" : [ 1.0e2 ]");
    rig.upstream().play(turn -> turn.json(200, answer));
    try (var client = rig.ask(question("up/some-model"))) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.header("content-type")).isEqualTo("application/json");
      assertThat(heard.body()).isEqualTo(renamed(answer));
    }
  }

  @Test
  void a_question_is_relayed_byte_for_byte_but_for_the_model() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var asked = with(question("up/some-model"), " \"x_unknown\" : {\"a\" :[ 1.50 ]}");
    try (var client = rig.ask(asked)) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
    var heard = rig.upstream().turn().heard();
    assertThat(heard.body()).isEqualTo(asked.replace("up/some-model", "some-model"));
    assertThat(heard.target()).isEqualTo("/v1/chat/completions");
  }

  @Test
  void neither_callers_credentials_nor_their_address_go_upstream() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var headers =
        new String[] {
          "authorization: Bearer tt-caller",
          "x-api-key: tt-caller",
          "cookie: a=b",
          "x-forwarded-for: 10.0.0.1",
          "forwarded: for=10.0.0.1",
          "connection: keep-alive, x-hop",
          "x-hop: 1"
        };
    try (var client = rig.ask(question("up/some-model"), headers)) {
      assertThat(client.answer().status()).isEqualTo(200);
    }
    var heard = rig.upstream().turn().heard();
    assertThat(heard.header("authorization")).isEqualTo("Bearer sk-of-the-provider");
    assertThat(heard.headers())
        .doesNotContainKeys("x-api-key", "cookie", "x-forwarded-for", "forwarded", "x-hop");
    assertThat(heard.headers().values()).noneMatch(value -> value.contains("tt-caller"));
  }

  @Test
  void headers_say_who_answered() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.json(
                    200,
                    whole("Hi"),
                    "x-ratelimit-remaining-requests: 41",
                    "x-request-id: up-1",
                    "set-cookie: secret=1",
                    "server: hidden"));
    try (var client = rig.ask(question("up/some-model"))) {
      var heard = client.answer();
      assertThat(heard.headers())
          .containsAllEntriesOf(
              Map.of(
                  "x-tutti-model", "some-model",
                  "x-tutti-deployment", "up/some-model",
                  "x-tutti-attempts", "1",
                  "x-tutti-cache", "off",
                  "x-ratelimit-remaining-requests", "41",
                  "x-request-id", "up-1"))
          .doesNotContainKeys("set-cookie", "server");
      assertThat(heard.header("x-tutti-request-id")).startsWith("req_");
    }
  }

  @Test
  void embeddings_and_completions_pass_too() throws Exception {
    var vectors =
        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.25,-1]}],"
            + "\"model\":\"upstream-model\",\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";
    rig.upstream().play(turn -> turn.json(200, vectors));
    try (var client = rig.tutti().client()) {
      client.post("/v1/embeddings", "{\"model\":\"up/some-model\",\"input\":[\"a\"]}");
      assertThat(client.answer().body()).isEqualTo(renamed(vectors));
      assertThat(rig.upstream().turn().heard().target()).isEqualTo("/v1/embeddings");
    }
  }

  private static List<String> relayed(Script script) throws IOException {
    rig.upstream().play(script);
    try (var client = rig.ask(streamedWithUsage("up/some-model"))) {
      assertThat(client.head().status()).isEqualTo(200);
      var events = client.events();
      assertThat(client.complete()).isTrue();
      return events;
    }
  }

  private static Script cut(String stream, int size) {
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    return turn -> {
      turn.stream();
      for (int at = 0; at < bytes.length; at += size) {
        turn.piece(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
      }
      turn.end();
    };
  }

  private static String sse(String data) {
    return "data: " + data + "\n\n";
  }

  private static String renamed(String json) {
    return json.replace("\"upstream-model\"", "\"up/some-model\"");
  }
}
