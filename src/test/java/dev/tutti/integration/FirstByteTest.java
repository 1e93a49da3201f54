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
      assertThat(client.event().orElseThrow()).contains("assistant");
      assertThat(client.event().orElseThrow()).contains("one");
      first.open();
      assertThat(next(client)).contains("two");
      second.open();
      assertThat(next(client)).contains("stop");
      assertThat(next(client)).contains("[DONE]");
    }
  }

  @Test
  void headers_tell_everybody_between_not_to_hold_the_stream() throws Exception {
    rig.upstream().play(turn -> turn.stream().event(text("one")).event(finish()).done());
    try (var client = rig.ask(streamed("up/some-model"), "accept-encoding: gzip")) {
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
  void a_role_alone_does_not_commit_the_answer() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(role())
                    .await(gate)
                    .event("{\"error\":{\"message\":\"no\"}}")
                    .done());
    try (var client = rig.ask(streamed("up/some-model"))) {
      rig.upstream().turn();
      gate.open();
      assertThat(client.answer().status()).isEqualTo(502);
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
      assertThat(next(client)).contains("late");
    }
  }

  @Test
  void comments_come_in_the_middle_of_a_stream_too() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(turn -> turn.stream().event(text("one")).await(gate).event(finish()).done());
    try (var client = rig.ask(streamed("up/some-model"))) {
      assertThat(client.head().status()).isEqualTo(200);
      assertThat(client.event().orElseThrow()).contains("one");
      assertThat(client.event()).contains(": keep-alive");
      assertThat(client.event()).contains(": keep-alive");
      gate.open();
      assertThat(next(client)).contains("stop");
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
      assertThat(next(client)).startsWith("data: {\"error\":").contains("\"overloaded\"");
      assertThat(client.event()).isEmpty();
      assertThat(client.complete()).isFalse();
    }
  }

  @Test
  void a_failure_before_commit_after_has_its_own_status() throws Exception {
    rig.upstream().play(turn -> turn.json(429, "{\"error\":{}}", "retry-after: 7"));
    try (var client = rig.ask(streamed("up/some-model"))) {
      assertThat(client.answer().status()).isEqualTo(429);
    }
  }

  /** The next event that is not a comment. */
  private static String next(dev.tutti.testing.TestingClient client) throws Exception {
    var event = client.event().orElseThrow();
    while (event.startsWith(":")) {
      event = client.event().orElseThrow();
    }
    return event;
  }
}
