package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of bodies, and gathered of streams, counts where it is more than the bytes. */
class TreeMemoryTest {
  /** A value of 400 KB whose tree takes 25 MB. */
  private static final String VALUE = "[" + "{},".repeat(133_000) + "{}]";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {body_memory: 8MiB, commit_after: 10m}
          providers:
            up: {base_url: "{upstream}"}
            claude: {preset: anthropic, base_url: "{upstream}", api_key: x}
            gemini: {preset: gemini, base_url: "{upstream}", api_key: x}
            local: {preset: ollama, base_url: "{upstream}"}
          """);

  @ParameterizedTest
  @ValueSource(strings = {"up", "claude", "gemini", "local"})
  @KnownFault("SECURITY-F2")
  void a_request_is_not_translated_beyond_the_memory(String provider) throws Exception {
    var body = Chat.with(question(provider + "/m"), "\"metadata\":{\"a\":" + VALUE + "}");
    assertRefused(body, 413, "larger heap");
    assertThat(rig.upstream().waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude", "gemini", "local"})
  @KnownFault("SECURITY-F3")
  void an_answer_is_not_read_beyond_the_memory(String provider) throws Exception {
    rig.upstream().play(turn -> turn.json(200, "{\"a\":" + VALUE + "}"));
    assertRefused(question(provider + "/m"), 503, "concurrency_timeout");
  }

  @Test
  @KnownFault("SECURITY-F3")
  void an_answer_that_is_relayed_as_it_is_takes_no_tree() throws Exception {
    var regular = Chat.with(Chat.whole("Hi"), "\"a\":" + VALUE);
    rig.upstream().play(turn -> turn.json(200, regular));
    try (var client = rig.ask(question("up/m"))) {
      assertThat(client.answer().body()).contains("Hi").contains(VALUE);
    }
    rig.upstream().play(turn -> turn.json(200, regular.replace("\"index\":0,", "")));
    assertRefused(question("up/m"), 503, "concurrency_timeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "claude", "gemini"})
  @KnownFault("SECURITY-F3")
  void an_event_without_an_end_counts(String provider) throws Exception {
    rig.upstream().play(turn -> turn.stream().piece("data: \"").piece("x".repeat(7 << 20)).stall());
    assertRefused(streamed(provider + "/m"), 503, "concurrency_timeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "claude", "gemini"})
  @KnownFault("SECURITY-F3")
  void the_tree_of_a_long_event_counts(String provider) throws Exception {
    rig.upstream().play(turn -> turn.stream().event("{\"a\":" + VALUE + "}").stall());
    assertRefused(streamed(provider + "/m"), 503, "concurrency_timeout");
  }

  @Test
  @KnownFault("SECURITY-F3")
  void what_is_gathered_of_a_stream_counts() throws Exception {
    Script blocks =
        turn -> {
          turn.stream().event("{\"type\":\"message_start\",\"message\":{\"id\":\"x\"}}");
          for (int i = 0; i < 40; i++) {
            turn.event(block(i));
          }
          turn.stall();
        };
    rig.upstream().play(blocks);
    assertRefused(streamed("claude/m"), 503, "concurrency_timeout");
  }

  private static String block(int index) {
    return """
    {"type":"content_block_start","index":%d,"content_block":{"type":"new","text":"%s"}}\
    """
        .formatted(index, "x".repeat(200 << 10));
  }

  @Test
  @KnownFault("SECURITY-F3")
  void a_relayed_stream_goes_on_where_nothing_more_can_be_overheard() throws Exception {
    var event = "x".repeat(7 << 20);
    rig.upstream().play(turn -> turn.stream().event(event).done());
    try (var client = rig.tutti().client()) {
      var heard = client.post("/passthrough/up/chat/completions", "{\"model\":\"m\"}").answer();
      assertThat(heard.status()).isEqualTo(200);
      assertThat(heard.complete()).isTrue();
      assertThat(heard.body()).contains(event);
    }
    assertNothingHeld();
  }

  @Test
  @KnownFault("SECURITY-F2")
  void what_is_kept_of_an_upload_counts() throws Exception {
    try (var client = rig.tutti().client()) {
      var head = client.head("POST", "/passthrough/up/files");
      client.send(
          head.replace(Chat.JSON, "content-type: text/plain")
              + "content-length: 300000\r\n\r\n["
              + " ".repeat(200_000));
      Patience.until(
          () -> rig.tutti().metric("tutti_bodies_held_bytes") > 200_000, "the upload counts");
    }
    rig.upstream().turn(); // cut, and it would take the next test's script
    assertNothingHeld();
  }

  private static void assertRefused(String question, int status, String words) throws IOException {
    try (var client = rig.ask(question)) {
      var heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(status);
      assertThat(heard.body()).contains(words).hasSizeLessThan(1_000);
    }
    assertNothingHeld();
  }

  private static void assertNothingHeld() {
    Patience.until(
        () -> rig.tutti().metric("tutti_bodies_held_bytes") == 0,
        "the memory of all bodies was given back");
  }
}
