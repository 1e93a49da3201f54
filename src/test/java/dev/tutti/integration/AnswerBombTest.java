package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Bombs;
import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole answers that are large to hold, and compressed ones that nobody asked for. */
@KnownFault("SECURITY-F3")
class AnswerBombTest {
  private static final String HEAD =
      "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",";

  /** 300 KB that inflate to 300 MB. */
  private static final byte[] THREE_HUNDRED = Bombs.spaces(300);

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {body_memory: 100MiB, commit_after: 10m}
          providers:
            up: {base_url: "{upstream}"}
            claude: {preset: anthropic, base_url: "{upstream}", api_key: x}
            gemini: {preset: gemini, base_url: "{upstream}", api_key: x}
            local: {preset: ollama, base_url: "{upstream}"}
          """);

  /** By an earlier test, which has its answer. */
  @BeforeEach
  void nothing_is_held() {
    assertNothingHeld();
  }

  @ParameterizedTest(name = "{0} from {1}")
  @MethodSource("bombs")
  void answers_that_are_too_much_are_refused(String what, String provider, String body)
      throws Exception {
    rig.upstream().play(whole(body, List.of()));
    assertRefused(
        body.length() % 2 == 0 ? question(provider + "/m") : streamed(provider + "/m"), "");
    assertNothingHeld();
  }

  @Test
  @KnownFault("SECURITY-F7")
  void an_answer_that_is_too_long_is_paid_for_as_was_expected() throws Exception {
    rig.upstream().play(whole('"' + "x".repeat(17 << 20) + '"', List.of()));
    try (var client =
        rig.ask(Chat.with(question("up/m"), "\"max_tokens\":30"), "x-tutti-user: long")) {
      assertThat(client.answer().body()).contains("longer than");
    }
    assertThat(rig.tutti().usage("long").path("output_tokens").asInt()).isEqualTo(30);
  }

  static Stream<Arguments> bombs() {
    var flat = "[" + "[],".repeat(700_000) + "[]]";
    var choices = "{\"index\":0,\"message\":{\"content\":\"\"}},".repeat(60_000);
    var calls =
        "{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
            .repeat(2_000);
    var wide = Bombs.wide(600_000);
    var longText = '"' + "x".repeat(17 << 20) + '"';
    return Stream.of("up", "claude", "gemini", "local")
        .flatMap(
            provider ->
                Stream.of(
                    Arguments.of("a list of lists", provider, flat),
                    Arguments.of("lists in a member", provider, HEAD + "\"choices\":" + flat + "}"),
                    Arguments.of("a wide object", provider, wide),
                    Arguments.of(
                        "60,000 choices", provider, HEAD + "\"choices\":[" + choices + "{}]}"),
                    Arguments.of(
                        "2,000 calls",
                        provider,
                        HEAD
                            + "\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":["
                            + calls
                            + "{}]}}]}"),
                    Arguments.of("a long text", provider, longText)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "claude", "gemini", "local"})
  void compressed_bombs_are_refused(String provider) throws Exception {
    for (var question : List.of(question(provider + "/m"), streamed(provider + "/m"))) {
      rig.upstream().play(whole(THREE_HUNDRED, List.of("content-encoding: gzip")));
      assertRefused(question, "once inflated");
    }
    assertNothingHeld();
  }

  @Test
  void a_compressed_answer_is_inflated_though_nobody_asked_for_one() throws Exception {
    for (var coding : List.of("gzip", "x-gzip")) {
      rig.upstream()
          .play(whole(Bombs.gzip(Chat.whole("Hi")), List.of("content-encoding: " + coding)));
      try (var client = rig.ask(question("up/m"))) {
        var heard = client.answer();
        assertThat(heard.body()).contains("Hi");
        assertThat(heard.headers()).doesNotContainKey("content-encoding");
      }
      assertThat(rig.upstream().turn().heard().header("accept-encoding")).isEqualTo("identity");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "zstd", "deflate"})
  void a_compressed_stream_is_refused(String coding) throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.head(200, "content-type: text/event-stream", "content-encoding: " + coding)
                    .stall());
    assertRefused(streamed("up/m"), "content-encoding");
  }

  @Test
  void a_compressed_refusal_is_understood() throws Exception {
    var refusal = "{\"error\":{\"message\":\"max_tokens is too large\",\"code\":\"x\"}}";
    rig.upstream()
        .play(
            turn -> {
              var body = Bombs.gzip(refusal);
              turn.head(400, Chat.JSON, "content-encoding: gzip", "content-length: " + body.length)
                  .write(body);
            });
    try (var client = rig.ask(question("up/m"))) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(400);
      assertThat(heard.body()).contains("max_tokens is too large");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          up     | float  | data       | embedding
          up     | base64 | data       | embedding
          gemini | float  | embeddings | values
          gemini | base64 | embeddings | values
          """)
  void a_thousand_vectors_are_translated(String provider, String form, String list, String member)
      throws Exception {
    var numbers = "[" + "-0.0123456789012345678,".repeat(1_023) + "0.5]";
    var vector = "{\"%s\":%s}".formatted(member, numbers);
    var vectors = (vector + ",").repeat(999) + vector;
    var inputs = "\"x\",".repeat(999) + "\"x\"";
    rig.upstream().play(whole("{\"%s\":[%s]}".formatted(list, vectors), List.of()));
    try (var client = rig.tutti().client()) {
      client.post(
          "/v1/embeddings",
          "{\"model\":\"%s/m\",\"encoding_format\":\"%s\",\"input\":[%s]}"
              .formatted(provider, form, inputs));
      var heard = client.answer();
      assertThat(heard.status()).as(heard.status() == 200 ? "" : heard.body()).isEqualTo(200);
      assertThat(heard.body()).hasSizeGreaterThan(1_000 * 1_024 * 4).contains("\"index\":999");
    }
    assertNothingHeld();
  }

  @Test
  void thousands_of_vectors_are_relayed() throws Exception {
    var vector =
        "{\"object\":\"embedding\",\"index\":0,\"embedding\":[" + "0.0123,".repeat(3_071) + "0]}";
    var body =
        "{\"object\":\"list\",\"model\":\"m\",\"data\":["
            + (vector + ",").repeat(999)
            + vector
            + "],\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";
    var inputs = "{\"model\":\"up/m\",\"input\":[" + "\"x\",".repeat(999) + "\"x\"]}";
    rig.upstream().play(whole(body, List.of()));
    try (var client = rig.tutti().client()) {
      var heard = client.post("/v1/embeddings", inputs).answer();
      assertThat(heard.status()).as(heard.status() == 200 ? "" : heard.body()).isEqualTo(200);
      assertThat(heard.body()).hasSize(body.length() + "up/".length());
    }
    assertNothingHeld();
  }

  @Test
  void many_embeddings_of_another_kind_are_refused() throws Exception {
    for (var data : List.of("[" + "[],".repeat(700_000) + "[]]", Bombs.wide(300_000))) {
      rig.upstream().play(whole("{\"data\":" + data + "}", List.of()));
      try (var client = rig.tutti().client()) {
        var heard = client.post("/v1/embeddings", "{\"model\":\"up/m\",\"input\":\"x\"}").answer();
        assertThat(heard.status()).isEqualTo(502);
      }
    }
  }

  @Test
  void relayed_bytes_keep_their_coding() throws Exception {
    rig.upstream().play(whole("not gzip at all", List.of("content-encoding: gzip")));
    try (var client = rig.tutti().client()) {
      var heard = client.post("/passthrough/up/files", "{}").answer();
      assertThat(heard.header("content-encoding")).isEqualTo("gzip");
      assertThat(heard.body()).isEqualTo("not gzip at all");
    }
    rig.upstream().play(whole(THREE_HUNDRED, List.of("content-encoding: gzip")));
    try (var client = rig.tutti().client()) {
      client.post("/passthrough/up/files", "{}");
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.body().length()).isLessThan(1 << 20);
      assertThat(heard.complete()).isTrue();
    }
    assertNothingHeld();
  }

  @Test
  void usage_is_overheard_in_what_is_compressed() throws Exception {
    long before = spent();
    var answer =
        "{\"usage\":{\"prompt_tokens\":77000,\"completion_tokens\":1,\"total_tokens\":77001}}";
    rig.upstream().play(whole(Bombs.gzip(answer), List.of("content-encoding: gzip")));
    try (var client = rig.tutti().client()) {
      assertThat(client.post("/passthrough/up/rank", "{\"model\":\"m\"}").answer().status())
          .isEqualTo(200);
    }
    Patience.until(() -> spent() >= before + 77_000, "the usage is in the ledger");
  }

  private static long spent() {
    long all = 0;
    for (var row : Json.tree(rig.tutti().get("/admin/usage")).path("data")) {
      all += row.path("input_tokens").asLong(0);
    }
    return all;
  }

  @Test
  void answers_that_nobody_reads_do_not_fill_the_memory() throws Exception {
    var text = Chat.whole("x".repeat(15 << 20));
    rig.upstream().playAlways(whole(text, List.of()));
    var unread = new ArrayList<TestingClient>();
    try {
      var status = 200;
      for (int i = 0; i < 8 && status == 200; i++) {
        unread.add(rig.ask(question("up/m")));
        status = unread.getLast().head().status();
      }
      assertThat(status).isEqualTo(503);
      assertThat(unread).hasSizeBetween(4, 6);
    } finally {
      for (var client : unread) {
        client.close();
      }
    }
    assertNothingHeld();
  }

  private static Script whole(String body, List<String> headers) {
    return whole(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static Script whole(byte[] body, List<String> headers) {
    return turn -> write(turn, body, headers);
  }

  private static void write(Turn turn, byte[] body, List<String> headers) throws IOException {
    var all =
        Stream.concat(Stream.of(Chat.JSON, "content-length: " + body.length), headers.stream());
    turn.head(200, all.toArray(String[]::new)).write(body);
  }

  private static void assertRefused(String question, String words) throws IOException {
    try (var client = rig.ask(question)) {
      ReceivedRequest heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(502);
      assertThat(heard.body()).containsPattern("upstream_error|truncated").contains(words);
      assertThat(heard.body()).hasSizeLessThan(1_000);
    }
  }

  private static void assertNothingHeld() {
    Patience.until(
        () -> rig.tutti().metric("tutti_bodies_held_bytes") == 0,
        "the memory of all bodies was given back");
  }
}
