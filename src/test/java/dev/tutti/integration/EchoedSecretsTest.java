package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Turn;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that an upstream says back are seen by nobody. */
class EchoedSecretsTest {
  private static final String KEY = "opaque/KEY+7788";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            up:
              base_url: "{upstream}"
              api_key: opaque/KEY+7788
              headers: {x-custom: HDR-SECRET-888}
          """);

  @KnownFault("SECURITY-F18")
  @ParameterizedTest
  @ValueSource(ints = {200, 400, 429, 500})
  void headers_of_answers_hide_them(int status) throws Exception {
    for (var path : new String[] {"/v1/chat/completions", "/passthrough/up/chat/completions"}) {
      rig.upstream().play(turn -> echoInHeaders(turn, status));
      var heard = post(path);
      assertThat(heard.headers().toString()).as(path).doesNotContain("KEY+7788", "SECRET-888");
      assertThat(heard.header("x-request-id")).as(path).isEqualTo("Bearer ***");
    }
  }

  private static void echoInHeaders(Turn turn, int status) throws IOException {
    turn.json(
        status,
        status == 200 ? Chat.whole("Hi") : "{\"error\":{\"message\":\"no\"}}",
        "x-request-id: " + turn.heard().header("authorization"),
        "x-ratelimit-limit-requests: " + turn.heard().header("x-custom"));
  }

  @KnownFault("SECURITY-F18")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"you sent opaque/KEY+7788\"}}",
        "{\"error\":{\"message\":\"you sent opaque\\/KEY+7788\"}}",
        "{\"error\":\"opaque%2FKEY%2B7788 and HDR-SECRET-888\"}",
        "{\"error\":{\"message\":\"you sent sk-other-KEY778812\"}}"
      })
  void bodies_of_refusals_hide_them(String body) throws Exception {
    for (var path : new String[] {"/v1/chat/completions", "/passthrough/up/chat/completions"}) {
      rig.upstream().play(turn -> turn.json(400, body));
      var heard = post(path);
      assertThat(heard.status()).as(path).isEqualTo(400);
      assertThat(heard.complete()).as(path).isTrue();
      assertThat(heard.body())
          .as(path)
          .doesNotContain("KEY+7788", "KEY%2B7788", "SECRET-888", "KEY778812")
          .contains("***");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  @KnownFault("SECURITY-F18")
  void relayed_successes_hide_them_and_keep_their_length(int piece) throws Exception {
    var body =
        "x".repeat(90) + " opaque opaque/KEY+7788, opaque%2FKEY%2B7788, HDR-SECRET-888 opaque";
    rig.upstream()
        .play(
            turn -> {
              turn.head(200, "content-type: text/plain", "transfer-encoding: chunked");
              for (int i = 0; i < body.length(); i += piece) {
                turn.piece(body.substring(i, Math.min(body.length(), i + piece)));
              }
              turn.end();
            });
    var heard = post("/passthrough/up/x");
    assertThat(heard.body())
        .hasSize(body.length())
        .contains(" opaque ***", "***, ***")
        .endsWith(" opaque")
        .doesNotContain("KEY", "SECRET");
  }

  @Test
  @KnownFault("SECURITY-F18")
  void a_secret_is_found_wherever_reads_end_and_behind_many_words() throws Exception {
    var body = "{\"error\":{\"message\":\"" + "x".repeat(990) + " " + KEY + "\"}}";
    for (var path : new String[] {"/v1/chat/completions", "/passthrough/up/chat/completions"}) {
      rig.upstream()
          .play(
              turn -> {
                turn.head(400, "content-type: application/json", "transfer-encoding: chunked");
                for (int i = 0; i < body.length(); i += 7) {
                  turn.piece(body.substring(i, Math.min(body.length(), i + 7)));
                }
                turn.end();
              });
      assertThat(post(path).body()).as(path).doesNotContain("opaque", "KEY");
    }
  }

  @Test
  @KnownFault("SECURITY-F18")
  void errors_inside_streams_hide_them() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(Chat.role())
                    .event(Chat.text("Hi"))
                    .event("{\"error\":{\"message\":\"" + KEY + " is bad\"}}")
                    .end());
    try (var client = rig.ask(Chat.streamed("up/m"))) {
      assertThat(client.failure()).doesNotContain("KEY+7788");
    }
  }

  @Test
  void a_refusal_without_secrets_stays_as_it_was_written() throws Exception {
    rig.upstream().play(turn -> turn.json(418, "{ \"error\" : \"t\u00e9apot\" }"));
    var heard = post("/passthrough/up/tea");
    assertThat(heard.status()).isEqualTo(418);
    assertThat(heard.body()).isEqualTo("{ \"error\" : \"t\u00e9apot\" }");
  }

  private static ReceivedRequest post(String path) throws IOException {
    try (var client = rig.tutti().client()) {
      return client.post(path, Chat.question("up/m")).answer();
    }
  }
}
