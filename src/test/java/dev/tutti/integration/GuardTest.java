package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.monitor.LimitKind;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider gets no more calls at once, and no faster, than it is configured to. */
class GuardTest {
  private static final Duration INTERVAL = Duration.ofMillis(150);

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            one: {base_url: "{upstream}", max_in_flight: 1}
            hasty: {base_url: "{upstream}", max_in_flight: 1, queue_timeout: 200ms}
            paced: {base_url: "{upstream}", min_interval: 150ms}
            wide: {base_url: "{upstream}", models: {narrow/m: {max_in_flight: 1, queue_timeout: 200ms}}}
          """);

  @Test
  void who_comes_too_much_waits_in_line_and_comes_in_order() throws Exception {
    var gate = new Gate();
    rig.upstream().play(held(gate));
    rig.upstream().playAlways(Chat.answers("in turn"));
    var clients = new ArrayList<TestingClient>();
    try (var first = rig.ask(streamed("one/m"))) {
      rig.upstream().turn();
      for (int i = 0; i < 4; i++) {
        clients.add(rig.ask(Chat.with(question("one/m" + i % 2), "\"user\":\"" + i + "\"")));
        awaitInLine(i + 1);
      }
      assertThat(rig.upstream().waiting()).as("requests at the upstream").isZero();
      gate.open();
      assertThat(first.answer().status()).isEqualTo(200);
    }
    for (int i = 0; i < 4; i++) {
      assertThat(rig.upstream().turn().heard().body()).contains("\"user\":\"" + i + "\"");
      assertThat(clients.get(i).answer().body()).contains("in turn");
      clients.get(i).close();
    }
  }

  @Test
  void who_waits_too_long_is_told_so() throws Exception {
    var gate = new Gate();
    rig.upstream().play(held(gate));
    try (var first = rig.ask(streamed("hasty/m"))) {
      rig.upstream().turn();
      try (var late = rig.ask(question("hasty/other"))) {
        var heard = late.answer();
        assertThat(heard.status()).isEqualTo(503);
        Envelopes.assertError(heard, "concurrency_timeout", Optional.empty());
        assertThat(heard.header("retry-after")).isEqualTo("1");
        assertThat(heard.body()).contains("calls in flight at hasty");
      }
      gate.open();
      assertThat(first.answer().status()).isEqualTo(200);
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void a_model_may_have_less_than_its_provider() throws Exception {
    var gate = new Gate();
    rig.upstream().play(held(gate), Chat.answers("free"));
    try (var first = rig.ask(streamed("wide/narrow/m"))) {
      rig.upstream().turn();
      try (var late = rig.ask(question("wide/narrow/m"));
          var other = rig.ask(question("wide/m"))) {
        assertThat(other.answer().body()).contains("free");
        assertThat(late.answer().body()).contains("calls in flight at wide/narrow/m");
      }
      gate.open();
      assertThat(first.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_line_that_is_too_long_takes_nobody_more() throws Exception {
    var gate = new Gate();
    rig.upstream().play(held(gate));
    rig.upstream().playAlways(Chat.answers("in turn"));
    var clients = new ArrayList<TestingClient>();
    clients.add(rig.ask(streamed("one/m")));
    rig.upstream().turn();
    for (int i = 0; i < 10; i++) {
      clients.add(rig.ask(question("one/m")));
    }
    awaitInLine(10);
    try (var last = rig.ask(question("one/m"))) {
      var heard = last.answer();
      assertThat(heard.status()).isEqualTo(503);
      assertThat(heard.body()).contains("all 1 are in use and 10 wait");
    }
    gate.open();
    for (var client : clients) {
      assertThat(client.answer().status()).isEqualTo(200);
      client.close();
    }
  }

  @Test
  void every_way_to_end_gives_the_place_back() throws Exception {
    Script quits =
        turn -> {
          turn.stream().event(text("Hi"));
          turn.reset();
        };
    var ends =
        List.<Script>of(
            turn -> turn.json(500, "{}"),
            turn -> turn.json(200, "nonsense"),
            turn -> turn.close(),
            turn -> turn.reset(),
            turn -> turn.stream().end(),
            quits,
            Chat.says("well"));
    for (var end : ends) {
      rig.closeConnections();
      rig.upstream().play(end);
      try (var client = rig.ask(streamed("one/m"))) {
        client.answer();
        rig.upstream().turn();
      }
    }
    rig.upstream().play(turn -> turn.stall());
    try (var leaving = rig.ask(streamed("one/m"))) {
      rig.upstream().turn();
      leaving.close();
    }
    rig.upstream().playAlways(Chat.answers("still here"));
    try (var client = rig.ask(question("one/m"))) {
      assertThat(client.answer().body()).contains("still here");
    }
  }

  @Test
  void calls_begin_at_a_distance() throws Exception {
    rig.upstream().playAlways(Chat.answers("Hi"));
    var clients = new ArrayList<TestingClient>();
    long began = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      clients.add(rig.ask(question("paced/m")));
    }
    for (var client : clients) {
      assertThat(client.answer().status()).isEqualTo(200);
      client.close();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(INTERVAL.multipliedBy(3));
  }

  private static Script held(Gate gate) {
    return turn -> turn.stream().event(text("Hi")).await(gate).event(finish()).done();
  }

  private static void awaitInLine(int calls) {
    Patience.until(() -> inLine() == calls, calls + " calls wait for a place at one");
  }

  private static int inLine() {
    for (var use : Json.tree(rig.tutti().get("/admin/limits")).path("in_use")) {
      if (use.path("kind").asString().equals(LimitKind.IN_FLIGHT.word())
          && use.path("subject").asString().equals("one")) {
        return use.path("waiting").asInt();
      }
    }
    return 0;
  }
}
