package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.role;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.BlackHole;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each phase of a call has its own limit, and says so when it is over. */
class TimeoutTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            headers: {base_url: "{upstream}", timeouts: {headers: 200ms}}
            first: {base_url: "{upstream}", timeouts: {headers: 60s, first_token: 200ms}}
            both: {base_url: "{upstream}", timeouts: {first_token: 200ms}}
            idle: {base_url: "{upstream}", timeouts: {idle: 200ms}}
            total: {base_url: "{upstream}", timeouts: {total: 1s}}
          """);

  @TempDir static Path folder;

  @Test
  void headers() throws Exception {
    rig.upstream().play(turn -> turn.stall());
    assertTimeout(streamed("headers/m"), "headers/m: headers: no answer within 200 ms");
    rig.upstream().turn().awaitLeft();
  }

  @Test
  void headers_have_the_time_of_the_first_token_when_nothing_else_is_said() throws Exception {
    rig.upstream().play(turn -> turn.stall());
    assertTimeout(streamed("both/m"), "both/m: headers: no answer within 200 ms");
  }

  @Test
  void first_token() throws Exception {
    rig.upstream().play(turn -> turn.stream().event(role()).stall());
    assertTimeout(streamed("first/m"), "first/m: first_token: no content within 200 ms");
    rig.upstream().turn().awaitLeft();
  }

  @Test
  void comments_of_the_upstream_are_no_token() throws Exception {
    rig.upstream()
        .play(
            turn -> {
              turn.stream().event(role());
              while (!turn.hasLeft()) {
                turn.piece(": thinking\n\n");
              }
            });
    assertTimeout(streamed("first/m"), "first/m: first_token: no content within 200 ms");
  }

  @Test
  void idle() throws Exception {
    rig.upstream().play(turn -> turn.stream().event(text("Hi")).stall());
    try (var client = rig.ask(streamed("idle/m"))) {
      assertThat(client.head().status()).isEqualTo(200);
      var error = lastError(client.events());
      assertThat(error.path("code").asString()).isEqualTo("timeout");
      assertThat(error.path("message").asString())
          .isEqualTo("idle/m: idle: nothing more within 200 ms");
      assertThat(client.complete()).isFalse();
    }
    rig.upstream().turn().awaitLeft();
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void total_of_a_stream_that_goes_on_and_on() throws Exception {
    rig.upstream()
        .play(
            turn -> {
              turn.stream();
              while (!turn.hasLeft()) {
                turn.event(text("more "));
              }
            });
    try (var client = rig.ask(streamed("total/m"))) {
      assertThat(client.failure()).contains("total/m: total: not done within 1 s");
    }
  }

  @Test
  void total_of_an_answer_in_one_piece_covers_its_body() throws Exception {
    rig.upstream()
        .play(
            turn ->
                turn.head(200, "content-type: application/json", "content-length: 1000")
                    .write("{\"id\":")
                    .stall());
    assertTimeout(question("total/m"), "total/m: total: not done within 1 s");
    rig.upstream().turn().awaitLeft();
  }

  @Test
  void total_of_a_refusal_covers_its_body() throws Exception {
    rig.upstream().play(turn -> turn.head(500, "content-length: 1000").write("{").stall());
    assertTimeout(question("total/m"), "total/m: total: not done within 1 s");
  }

  @Test
  void connect() throws Exception {
    try (var hole = BlackHole.open();
        var tutti = TestingTutti.start(folder, withConnect(hole));
        var client = tutti.ask(streamed("hole/m"))) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(504);
      assertThat(heard.body()).contains("connect: no connection to http://127.0.0.1:", "200 ms");
    }
  }

  private static String withConnect(BlackHole hole) {
    return "providers: {hole: {base_url: \"%s\", timeouts: {connect: 200ms}}}"
        .formatted(hole.url());
  }

  private static void assertTimeout(String asked, String message) throws Exception {
    try (var client = rig.ask(asked)) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(504);
      var error = Json.tree(heard.body()).path("error");
      assertThat(error.path("code").asString()).isEqualTo("timeout");
      assertThat(error.path("message").asString()).isEqualTo(message);
    }
    rig.tutti().awaitQuiet(rig.upstream());
  }

  private static JsonNode lastError(List<String> events) {
    assertThat(events.getLast()).startsWith("data: {\"error\"");
    return Json.tree(events.getLast().substring(6)).path("error");
  }
}
