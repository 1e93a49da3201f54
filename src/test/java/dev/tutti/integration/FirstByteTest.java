package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.role;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Gate;
import dev.tutti.testing.Rig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When headers and the first bytes of a stream leave, and what stands in them. */
class FirstByteTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          server: {commit_after: 300ms, heartbeat: 100ms}
          providers:
            up: {base_url: "{upstream}"}
          """);

  /** Headers wait until something is known. */
  @RegisterExtension static final Rig patient = Rig.of(Rig.PLAIN);

  @Test
  void each_event_leaves_while_the_upstream_holds_the_next() throws Exception {
    var first = new Gate();
    var second = new Gate();
    rig.upstream()
        .play(
            turn -> {
              turn.stream().event(role()).event(text("one")).await(first);
              turn.event(text("two")).await(second).event(finish()).done();
            });
    try (var client = rig.ask(streamed("up/some-model"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.data()).contains("assistant");
      assertThat(client.data()).contains("one");
      first.open();
      assertThat(client.data()).contains("two");
      second.open();
      assertThat(client.data()).contains("stop");
      assertThat(client.data()).contains("[DONE]");
    }
  }

  @Test
  void headers_tell_everybody_between_not_to_hold_the_stream() throws Exception {
    patient.upstream().play(turn -> turn.stream().event(text("one")).event(finish()).done());
    try (var client = patient.ask(streamed("up/some-model"), "accept-encoding: gzip")) {
      var head = client.head();
      assertThat(head.header("content-type")).isEqualTo("text/event-stream");
      assertThat(head.header("cache-control")).isEqualTo("no-cache");
      assertThat(head.header("x-accel-buffering")).isEqualTo("no");
      assertThat(head.header("transfer-encoding")).isEqualTo("chunked");
      assertThat(head.headers()).doesNotContainKeys("content-length", "content-encoding");
      assertThat(head.header("x-tutti-deployment")).isEqualTo("up/some-model");
    }
  }

  @Test
  void comments_keep_a_silent_stream_alive_and_content_follows() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(turn -> turn.await(gate).stream().event(text("late")).event(finish()).done());
    try (var client = rig.ask(streamed("up/some-model"))) {
      var head = client.head();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo("text/event-stream");
      assertThat(client.event()).contains(": keep-alive");
      assertThat(client.event()).contains(": keep-alive");
      gate.open();
      assertThat(client.data()).contains("late");
    }
  }

  @Test
  void comments_come_in_the_middle_of_a_stream_too() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(turn -> turn.stream().event(text("one")).await(gate).event(finish()).done());
    try (var client = rig.ask(streamed("up/some-model"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.data()).contains("one");
      assertThat(client.event()).contains(": keep-alive");
      assertThat(client.event()).contains(": keep-alive");
      gate.open();
      assertThat(client.data()).contains("stop");
    }
  }

  @Test
  void a_failure_after_the_headers_is_an_error_event() throws Exception {
    var gate = new Gate();
    rig.upstream().play(turn -> turn.await(gate).json(503, "{\"error\":{\"message\":\"no\"}}"));
    try (var client = rig.ask(streamed("up/some-model"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.event()).contains(": keep-alive");
      gate.open();
      assertThat(client.data()).startsWith("data: {\"error\":").contains("\"overloaded\"");
      assertThat(client.event()).isEmpty();
      assertThat(client.complete()).isFalse();
    }
  }
}
