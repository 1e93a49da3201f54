package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Gate;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many writes a stream is on the caller's connection: each is one chunk of HTTP. */
class StreamWritesTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @Test
  void chunks_that_the_upstream_sends_at_once_are_one_write() throws Exception {
    var gate = new Gate();
    var together = httpChunk(text("one")) + httpChunk(text("two")) + httpChunk(text("three"));
    rig.upstream()
        .play(
            turn -> {
              turn.stream().event(text("zero")).await(gate);
              turn.write(together).event(finish()).done();
            });
    try (var client = rig.ask(streamed("up/some-model"))) {
      client.head();
      assertThat(written(client)).contains("zero");
      gate.open();
      assertThat(written(client)).contains("one").contains("two").contains("three");
    }
  }

  @Test
  void the_end_leaves_with_the_chunks_that_it_came_with() throws Exception {
    var gate = new Gate();
    var rest = httpChunk(text("one")) + httpChunk(finish()) + httpChunk("[DONE]") + "0\r\n\r\n";
    rig.upstream().play(turn -> turn.stream().event(text("zero")).await(gate).write(rest));
    try (var client = rig.ask(streamed("up/some-model"))) {
      client.head();
      assertThat(written(client)).contains("zero");
      gate.open();
      assertThat(written(client)).contains("one").contains("stop").endsWith("data: [DONE]\n\n");
      assertThat(written(client)).isEmpty();
    }
  }

  private static String httpChunk(String data) {
    var event = "data: " + data + "\n\n";
    int length = event.getBytes(StandardCharsets.UTF_8).length;
    return Integer.toHexString(length) + "\r\n" + event + "\r\n";
  }

  /** What the next chunk of HTTP holds. */
  private static String written(TestingClient client) throws IOException {
    var length = new StringBuilder();
    while (length.indexOf("\r\n") < 0) {
      length.append(new String(client.bytes(1), StandardCharsets.ISO_8859_1));
    }
    var chunk = client.bytes(Integer.parseInt(length.toString().strip(), 16));
    client.bytes(2);
    return new String(chunk, StandardCharsets.UTF_8);
  }
}
