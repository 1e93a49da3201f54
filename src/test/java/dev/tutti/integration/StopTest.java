package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static dev.tutti.testing.Chat.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that stops says so first, lets answers end for a while, and then is gone. */
class StopTest {
  private final TestingUpstream upstream = TestingUpstream.start();

  @TempDir Path folder;

  @AfterEach
  void close() throws IOException {
    upstream.close();
  }

  @Test
  void streams_may_end_while_newcomers_are_sent_away() throws Exception {
    var tutti = start("30s");
    var gate = new Gate();
    upstream.play(turn -> turn.stream().event(text("Hi")).await(gate).event(finish()).done());
    try (var client = tutti.ask(streamed("up/m"));
        var idle = tutti.client()) {
      assertThat(idle.get("/readyz").answer().status()).isEqualTo(200);
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.data()).contains("Hi");
      var stopped = stop(tutti);
      Patience.until(() -> status(tutti, "/readyz") == 503, "it is not ready");
      assertThat(status(tutti, "/healthz")).isEqualTo(200);
      try (var late = tutti.ask(question("up/m"))) {
        var heard = late.answer();
        assertThat(heard.status()).isEqualTo(503);
        Envelopes.assertError(heard, "overloaded", Optional.empty());
        assertThat(heard.header("retry-after")).isEqualTo("1");
      }
      assertThat(stopped).isNotDone();
      gate.open();
      assertThat(client.events().getLast()).isEqualTo("data: [DONE]");
      assertThat(client.complete()).isTrue();
      Patience.await(stopped, "the end");
      assertThat(idle.closedByServer()).isTrue();
    }
    assertThatThrownBy(tutti::client).isInstanceOf(ConnectException.class);
  }

  @Test
  void an_answer_in_one_piece_may_end_too() throws Exception {
    var tutti = start("30s");
    var gate = new Gate();
    upstream.play(turn -> turn.await(gate).json(200, whole("in time")));
    try (var client = tutti.ask(question("up/m"))) {
      upstream.turn();
      var stopped = stop(tutti);
      Patience.until(() -> status(tutti, "/readyz") == 503, "it is not ready");
      gate.open();
      assertThat(client.answer().body()).contains("in time");
      Patience.await(stopped, "the end");
    }
  }

  @Test
  void what_has_not_ended_in_time_ends_with_an_error() throws Exception {
    var tutti = start("200ms");
    upstream.play(turn -> turn.stream().event(text("Hi")).stall(), turn -> turn.stall());
    try (var stream = tutti.ask(streamed("up/m"))) {
      var first = upstream.turn();
      try (var silent = tutti.ask(question("up/m"))) {
        var second = upstream.turn();
        assertThat(stream.head().status()).isEqualTo(200);
        var stopped = stop(tutti);
        assertThat(silent.answer().status()).isEqualTo(503);
        assertThat(stream.events().getLast())
            .startsWith("data: {\"error\"")
            .contains("\"overloaded\"", "Tutti is stopping");
        assertThat(stream.complete()).isFalse();
        first.awaitLeft();
        second.awaitLeft();
        Patience.await(stopped, "the end");
      }
    }
  }

  @Test
  void without_a_drain_time_everything_ends_at_once() throws Exception {
    var tutti = start("0s");
    upstream.play(turn -> turn.stream().event(text("Hi")).stall());
    try (var stream = tutti.ask(streamed("up/m"))) {
      assertThat(stream.head().status()).isEqualTo(200);
      var stopped = stop(tutti);
      stream.events();
      assertThat(stream.complete()).isFalse();
      Patience.await(stopped, "the end");
    }
  }

  @Test
  void an_idle_server_stops_and_frees_its_folder() throws Exception {
    for (int i = 0; i < 2; i++) {
      var tutti = start("30s");
      try (var idle = tutti.client()) {
        assertThat(idle.get("/healthz").answer().status()).isEqualTo(200);
        Patience.await(stop(tutti), "the end");
        assertThat(idle.closedByServer()).isTrue();
      }
    }
  }

  private TestingTutti start(String drain) {
    var yaml =
        """
        server: {drain: %s}
        providers: {up: {base_url: "%s"}}
        """
            .formatted(drain, upstream.url());
    return TestingTutti.start(folder, yaml);
  }

  private static CompletableFuture<Boolean> stop(TestingTutti tutti) {
    var stopped = new CompletableFuture<Boolean>();
    Thread.ofPlatform()
        .start(
            () -> {
              tutti.close();
              stopped.complete(true);
            });
    return stopped;
  }

  private static int status(TestingTutti tutti, String path) {
    try (TestingClient client = tutti.client()) {
      return client.get(path).answer().status();
    } catch (IOException _) {
      return 0;
    }
  }
}
