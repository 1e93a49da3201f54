package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A slow reader slows the upstream, fills no memory and loses nothing. */
class BackpressureTest {
  private static final String PIECE = text("x".repeat(60_000));
  private static final int PIECES = 220;
  private static final int SMALL = 64 << 10;

  /** What the kernel's and our buffers may take of {@code PIECES}, with room to spare. */
  private static final int MOST = 180;

  private static final Duration STANDSTILL = Duration.ofMillis(500);

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {heartbeat: 100ms}
          providers:
            up: {base_url: "{upstream}", timeouts: {idle: 1m}}
          """);

  private final BlockingQueue<Integer> written = new LinkedBlockingQueue<>();

  @Test
  void who_does_not_read_holds_the_upstream_and_misses_nothing() throws Exception {
    rig.upstream().play(many(turn -> turn.event(finish()).done()));
    try (var client = slow()) {
      assertThat(Patience.takeUntilLull(written, STANDSTILL)).isLessThan(MOST);
      assertThat(client.head().status()).isEqualTo(200);
      var events = client.events();
      assertThat(events.getLast()).isEqualTo("data: [DONE]");
      assertThat(events).hasSize(PIECES + 2);
      assertThat(client.complete()).isTrue();
    }
  }

  @Test
  void who_does_not_read_and_leaves_frees_the_upstream() throws Exception {
    rig.upstream().play(many(turn -> turn.stall()));
    try (var client = slow()) {
      Patience.takeUntilLull(written, STANDSTILL);
      client.close();
      rig.upstream().turn().awaitLeft();
    }
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void what_came_before_a_break_is_delivered_to_a_slow_reader_too() throws Exception {
    int pieces = 100;
    rig.upstream()
        .play(
            turn -> {
              turn.stream();
              for (int i = 0; i < pieces; i++) {
                turn.event(PIECE);
                written.add(i);
              }
              turn.event(finish()).event("[DONE]").close();
            });
    try (var client = slow()) {
      Patience.takeUntilLull(written, STANDSTILL);
      assertThat(client.head().status()).isEqualTo(200);
      var events = client.events();
      assertThat(events).hasSize(pieces + 2);
      assertThat(events.getLast()).isEqualTo("data: [DONE]");
    }
  }

  private Script many(Script end) {
    return turn -> {
      turn.buffer(SMALL).stream();
      for (int i = 0; i < PIECES; i++) {
        turn.event(PIECE);
        written.add(i);
      }
      end.play(turn);
    };
  }

  private static TestingClient slow() throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(SMALL);
    return TestingClient.over(socket, rig.tutti().url())
        .post("/v1/chat/completions", streamed("up/m"));
  }
}
