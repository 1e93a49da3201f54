package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.role;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.BlackHole;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Promptness;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A caller who leaves takes the upstream call along, at once, wherever it stands. */
class CancelTest {
  private static final Duration SOON = Duration.ofMillis(200);

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          pool: {max_connections: 2}
          providers:
            up: {base_url: "{upstream}"}
            narrow: {base_url: "{upstream}", max_in_flight: 1}
            paced: {base_url: "{upstream}", min_interval: 60s}
          """);

  @TempDir static Path folder;

  /** How a caller leaves. */
  private interface Leaving {
    void leave(TestingClient client) throws Exception;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("moments")
  void the_upstream_sees_it_at_once(String when, String asked, Script script) throws Exception {
    assertSeenSoon(asked, script, TestingClient::close);
    assertSeenSoon(asked, script, TestingClient::reset);
  }

  static Stream<Arguments> moments() {
    Script silent = turn -> turn.stall();
    return Stream.of(
        Arguments.of("waiting for headers of a stream", streamed("up/m"), silent),
        Arguments.of("waiting for an answer in one piece", question("up/m"), silent),
        Arguments.of(
            "waiting for the first token",
            streamed("up/m"),
            (Script) turn -> turn.stream().event(role()).stall()),
        Arguments.of(
            "waiting for the rest of an answer in one piece",
            question("up/m"),
            (Script) turn -> turn.head(200, "content-length: 99").write("{").stall()));
  }

  @Test
  void in_the_middle_of_a_stream() throws Exception {
    Script begun = turn -> turn.stream().event(text("Hi")).stall();
    Leaving afterTheFirst =
        client -> {
          assertThat(client.head().status()).isEqualTo(200);
          assertThat(client.data()).contains("Hi");
          client.close();
        };
    assertSeenSoon(streamed("up/m"), begun, afterTheFirst);
  }

  @Test
  void with_another_request_waiting_behind_the_stream() throws Exception {
    Script begun = turn -> turn.stream().event(text("Hi")).stall();
    Leaving afterAnother =
        client -> {
          client.get("/v1/models").get("/v1/models");
          assertThat(client.head().status()).isEqualTo(200);
          client.close();
        };
    assertSeenSoon(streamed("up/m"), begun, afterAnother);
  }

  @Test
  void while_the_upstream_floods() throws Exception {
    Script flood =
        turn -> {
          turn.stream();
          while (!turn.hasLeft()) {
            turn.event(text("x".repeat(1_000)));
          }
        };
    Leaving afterAWhile =
        client -> {
          assertThat(client.head().status()).isEqualTo(200);
          for (int i = 0; i < 100; i++) {
            client.event();
          }
          client.reset();
        };
    assertSeenSoon(streamed("up/m"), flood, afterAWhile);
  }

  private static void assertSeenSoon(String asked, Script script, Leaving leaving)
      throws Exception {
    Promptness.within(
        SOON,
        _ -> {
          rig.upstream().play(script);
          try (var client = rig.ask(asked)) {
            var turn = rig.upstream().turn();
            long left = System.nanoTime();
            leaving.leave(client);
            var time = Duration.ofNanos(turn.awaitLeft() - left);
            rig.tutti().awaitQuiet(rig.upstream());
            return time;
          }
        });
  }

  @Test
  void over_http_2_one_stream_is_cancelled_and_the_connection_lives() throws Exception {
    rig.upstream().play(turn -> turn.stream().event(text("Hi")).stall(), Chat.answers("next"));
    try (var client = HttpClient.newHttpClient()) {
      var uri = URI.create(rig.tutti().url() + "/v1/chat/completions");
      var stream = HttpRequest.newBuilder(uri).POST(body(streamed("up/m"))).build();
      var answer = client.send(stream, BodyHandlers.ofInputStream());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(200);
      answer.body().close();
      rig.upstream().turn().awaitLeft();
      var next = HttpRequest.newBuilder(uri).POST(body(question("up/m"))).build();
      assertThat(client.send(next, BodyHandlers.ofString()).body()).contains("next");
    }
    rig.tutti().awaitQuiet(rig.upstream());
  }

  private static HttpRequest.BodyPublisher body(String json) {
    return HttpRequest.BodyPublishers.ofString(json);
  }

  @Test
  void waiting_for_a_permit_leaves_the_line() throws Exception {
    var gate = new Gate();
    rig.upstream().play(held(gate), Chat.answers("third"));
    try (var first = rig.ask(streamed("narrow/m"))) {
      rig.upstream().turn();
      try (var second = rig.ask(question("narrow/m"))) {
        awaitInFlight(2);
        second.close();
      }
      awaitInFlight(1);
      try (var third = rig.ask(question("narrow/m"))) {
        gate.open();
        assertThat(third.answer().body()).contains("third");
      }
      assertThat(first.head().status()).isEqualTo(200);
    }
    rig.upstream().turn();
    assertThat(rig.upstream().waiting()).as("requests of who left").isZero();
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void waiting_for_a_connection_leaves_the_line() throws Exception {
    var gate = new Gate();
    rig.upstream().play(held(gate), held(gate), Chat.answers("third"));
    try (var first = rig.ask(streamed("up/m"));
        var second = rig.ask(streamed("up/m"))) {
      rig.upstream().turn();
      rig.upstream().turn();
      try (var leaving = rig.ask(question("up/m"))) {
        awaitWaiting(1);
        leaving.close();
        awaitWaiting(0);
      }
      gate.open();
      assertThat(first.answer().status()).isEqualTo(200);
      assertThat(second.answer().status()).isEqualTo(200);
    }
    assertThat(rig.upstream().waiting()).as("requests of who left").isZero();
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void waiting_for_its_pace() throws Exception {
    rig.upstream().play(Chat.answers("first"));
    try (var first = rig.ask(question("paced/m"))) {
      assertThat(first.answer().status()).isEqualTo(200);
    }
    try (var second = rig.ask(question("paced/m"))) {
      awaitInFlight(1);
      second.close();
    }
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void connecting() throws Exception {
    try (var hole = BlackHole.open();
        var tutti =
            TestingTutti.start(
                folder, "providers: {hole: {base_url: \"%s\"}}".formatted(hole.url()));
        var client = tutti.ask(streamed("hole/m"))) {
      Patience.until(() -> tutti.get("/admin/pools").contains("\"in_use\":1"), "it connects");
      client.close();
      Patience.until(
          () ->
              tutti.metric("tutti_calls_in_flight") == 0
                  && tutti.get("/admin/pools").contains("\"in_use\":0"),
          "everything was given back");
    }
  }

  @Test
  void sending_its_question() throws Exception {
    try (var client = rig.tutti().client()) {
      client.send(client.head("POST", "/v1/chat/completions", "content-length: 100") + "\r\n{");
      awaitInFlight(1);
    }
    awaitInFlight(0);
  }

  private static Script held(Gate gate) {
    return turn -> turn.stream().event(text("Hi")).await(gate).event(finish()).done();
  }

  private static void awaitInFlight(int calls) {
    Patience.until(
        () -> rig.tutti().metric("tutti_calls_in_flight") == calls, calls + " calls in flight");
  }

  private static void awaitWaiting(int calls) {
    Patience.until(
        () -> rig.tutti().pool(rig.upstream()).path("waiting").asInt(-1) == calls,
        calls + " calls wait");
  }
}
