package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Callers who ask for much and do not read it. */
@KnownFault("SECURITY-F2")
class UnreadAnswerTest {
  /** More than the operating system takes for a reader who does not read. */
  private static final String LONG = "x".repeat(14 << 20);

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {body_memory: 100MiB, commit_after: 10m, body_timeout: 2s}
          providers: {up: {base_url: "{upstream}"}}
          """);

  @Test
  void a_whole_answer_that_is_not_taken_is_broken_off() throws Exception {
    rig.upstream().play(turn -> turn.json(200, Chat.whole(LONG)));
    assertBrokenOff(question("up/m"));
  }

  @Test
  void a_long_event_that_is_not_taken_is_broken_off() throws Exception {
    var event = Chat.text("x".repeat(9 << 20));
    rig.upstream().play(turn -> turn.stream().event(Chat.role()).event(event).stall());
    assertBrokenOff(streamed("up/m"));
  }

  private static void assertBrokenOff(String question) throws IOException {
    try (var client = unhurried()) {
      client.post("/v1/chat/completions", question);
      assertThat(client.head().status()).isEqualTo(200);
      Patience.until(() -> held() == 0, "the memory of the answer was given back");
      assertThat(client.complete()).isFalse();
      assertThat(isWhole(client)).isFalse();
    }
  }

  /** What the operating system holds comes still. */
  private static boolean isWhole(TestingClient client) {
    try {
      while (client.event().isPresent()) {}
      return client.complete();
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void who_reads_gets_all_of_it() throws Exception {
    rig.upstream().play(turn -> turn.json(200, Chat.whole(LONG)));
    try (var client = rig.tutti().client()) {
      var heard = client.post("/v1/chat/completions", question("up/m")).answer();
      assertThat(heard.complete()).isTrue();
      assertThat(heard.body()).contains(LONG);
      rig.upstream().play(Chat.answers("on the same connection"));
      assertThat(client.post("/v1/chat/completions", question("up/m")).answer().body())
          .contains("on the same connection");
    }
    Patience.until(() -> held() == 0, "the memory of the answer was given back");
  }

  /** A caller for whom the operating system holds little. */
  private static TestingClient unhurried() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(16 << 10);
    return TestingClient.over(socket, rig.tutti().url());
  }

  private static double held() {
    return rig.tutti().metric("tutti_bodies_held_bytes");
  }
}
