package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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
          server: {body_memory: 100MiB, commit_after: 10m, body_timeout: 3s}
          providers: {up: {base_url: "{upstream}"}}
          """);

  @Test
  void a_whole_answer_that_is_not_taken_is_broken_off() throws Exception {
    rig.upstream().play(turn -> turn.json(200, Chat.whole(LONG)));
    assertBrokenOff(question("up/m"), () -> true);
  }

  @Test
  void a_long_event_that_is_not_taken_is_broken_off() throws Exception {
    var event = Chat.text("x".repeat(9 << 20));
    var written = new AtomicBoolean();
    rig.upstream()
        .play(
            turn -> {
              turn.stream().event(Chat.role()).event(event);
              written.set(true);
              turn.stall();
            });
    assertBrokenOff(streamed("up/m"), written::get);
  }

  /** One alone is little, but a connection of HTTP/2 may have a hundred of them. */
  @Test
  void what_waits_on_a_stream_without_a_window_counts_and_is_reset() throws Exception {
    rig.upstream().play(turn -> turn.json(200, Chat.whole("x".repeat(100 << 10))));
    try (var client = rig.tutti().client()) {
      client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      client.send(frame(4, 0, 0, new byte[] {0, 4, 0, 0, 0, 0})); // settings: a window of nothing
      client.send(
          frame(
              1,
              4,
              1,
              headers(
                  ":method",
                  "POST",
                  ":path",
                  "/v1/chat/completions",
                  ":scheme",
                  "http",
                  ":authority",
                  "localhost",
                  "content-type",
                  "application/json")));
      client.send(frame(0, 1, 1, question("up/m").getBytes(StandardCharsets.UTF_8)));
      Patience.until(() -> held() > 100 << 10, "the answer is counted");
      Patience.until(() -> held() == 0, "the memory of the answer was given back");
    }
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    var head = ByteBuffer.allocate(9 + payload.length);
    head.put((byte) 0).putShort((short) payload.length).put((byte) type).put((byte) flags);
    return head.putInt(stream).put(payload).array();
  }

  /** Literals that nothing remembers (RFC 7541, 6.2.2). */
  private static byte[] headers(String... namesAndValues) {
    var block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i++) {
      if (i % 2 == 0) {
        block.write(0);
      }
      block.write(namesAndValues[i].length());
      block.writeBytes(namesAndValues[i].getBytes(StandardCharsets.US_ASCII));
    }
    return block.toByteArray();
  }

  /**
   * Asks, and does not read.
   *
   * @param written whether the upstream has said all
   */
  private static void assertBrokenOff(String question, BooleanSupplier written) throws IOException {
    try (var client = unhurried()) {
      client.post("/v1/chat/completions", question);
      assertThat(client.head().status()).isEqualTo(200);
      Patience.until(written, "the upstream has written");
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
