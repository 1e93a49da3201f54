package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static dev.tutti.testing.Chat.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.security.AllowedModels;
import dev.tutti.security.Grant;
import dev.tutti.security.Keys;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Promptness;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identical calls at the same time cost one upstream call, over real sockets and several loops. */
class CoalescingTest {
  private static final int MANY = 50;
  private static final Duration SOON = Duration.ofMillis(200);
  private static final String COLD = "\"temperature\":0";

  @RegisterExtension
  static final Rig rig =
      Rig.of(
          Rig.PLAIN
              + """
              models:
                always: {deployments: [{provider: up, model: m}], coalesce: true}
                never: {deployments: [{provider: up, model: m}], coalesce: false}
              """);

  @TempDir static Path folder;

  @Test
  void many_whole_answers_cost_one_request() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(turn -> turn.await(gate).json(200, Chat.whole("shared"), "x-request-id: u-7"));
    var clients = askMany(with(question("up/whole"), COLD), gate);
    int followers = 0;
    for (var client : clients) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(200);
      assertThat(Json.tree(heard.body()).at("/choices/0/message/content").asString())
          .isEqualTo("shared");
      assertTrail(heard, "up/whole");
      assertThat(heard.header("x-request-id")).isEqualTo("u-7");
      followers += heard.header("x-tutti-coalesced").isEmpty() ? 0 : 1;
      client.close();
    }
    assertThat(followers).isEqualTo(MANY - 1);
    assertOneRequest("up/whole");
  }

  @Test
  void many_streams_cost_one_request() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(
            turn ->
                turn.await(gate).stream()
                    .event(text("one"))
                    .event(text("two"))
                    .event(finish())
                    .event(Chat.usage())
                    .done());
    var clients = askMany(with(streamed("up/stream"), COLD), gate);
    for (var client : clients) {
      var head = client.head();
      assertThat(head.status()).isEqualTo(200);
      assertTrail(head, "up/stream");
      var events = client.events();
      assertThat(events).hasSize(4);
      assertThat(events.get(0)).contains("one");
      assertThat(events.get(1)).contains("two");
      assertThat(events.getLast()).isEqualTo("data: [DONE]");
      client.close();
    }
    assertOneRequest("up/stream");
  }

  private static List<TestingClient> askMany(String question, Gate gate) throws Exception {
    double before = followers();
    var clients = new ArrayList<TestingClient>();
    for (int i = 0; i < MANY; i++) {
      clients.add(rig.ask(question));
    }
    awaitFollowers(before + MANY - 1);
    gate.open();
    return clients;
  }

  private static void assertTrail(ReceivedRequest heard, String deployment) {
    assertThat(heard.header("x-tutti-deployment")).isEqualTo(deployment);
    assertThat(heard.header("x-tutti-attempts")).isEqualTo("1");
  }

  private static void assertOneRequest(String model) throws Exception {
    rig.upstream().turn();
    assertThat(rig.upstream().waiting()).as("further requests").isZero();
    rig.tutti().awaitQuiet(rig.upstream());
    for (var row : Json.tree(rig.tutti().get("/admin/usage?by=model")).path("data")) {
      if (row.path("group").asString().equals(model)) {
        assertThat(row.path("attempts").asInt()).isEqualTo(1);
        assertThat(row.path("input_tokens").asInt()).isEqualTo(9);
        return;
      }
    }
    throw new AssertionError("nothing in the ledger for " + model);
  }

  @Test
  void a_late_one_hears_the_beginning_too_and_either_may_leave() throws Exception {
    var gate = new Gate();
    rig.upstream()
        .play(
            turn ->
                turn.stream()
                    .event(text("one"))
                    .await(gate)
                    .event(text("two"))
                    .event(finish())
                    .done());
    double before = followers();
    try (var first = rig.ask(with(streamed("up/late"), COLD));
        var leaving = rig.ask(with(streamed("up/late"), COLD));
        var late = rig.ask(with(streamed("up/late"), COLD))) {
      assertThat(first.head().status()).isEqualTo(200);
      assertThat(first.data()).contains("one");
      awaitFollowers(before + 2);
      first.close();
      leaving.reset();
      gate.open();
      assertThat(late.head().status()).isEqualTo(200);
      assertThat(late.data()).contains("one");
      assertThat(late.data()).contains("two");
      late.events();
      assertThat(late.complete()).isTrue();
    }
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void when_all_have_left_the_upstream_sees_it_at_once(boolean begun) throws Exception {
    Promptness.within(
        SOON,
        _ -> {
          rig.upstream().play(turn -> stall(turn, begun));
          double before = followers();
          var first = rig.ask(with(streamed("up/left"), COLD));
          var second = rig.ask(with(streamed("up/left"), COLD));
          awaitFollowers(before + 1);
          var turn = rig.upstream().turn();
          first.close();
          assertThat(turn.hasLeft()).isFalse();
          long left = System.nanoTime();
          second.close();
          var time = Duration.ofNanos(turn.awaitLeft() - left);
          rig.tutti().awaitQuiet(rig.upstream());
          return time;
        });
  }

  private static void stall(Turn turn, boolean begun) throws IOException, InterruptedException {
    if (begun) {
      turn.stream().event(text("one"));
    }
    turn.stall();
  }

  @Test
  void a_failure_is_everybodys() throws Exception {
    var gate = new Gate();
    rig.upstream().play(turn -> turn.await(gate).json(503, "{\"error\":{\"message\":\"full\"}}"));
    double before = followers();
    try (var first = rig.ask(with(question("up/fails"), COLD));
        var second = rig.ask(with(question("up/fails"), COLD))) {
      awaitFollowers(before + 1);
      gate.open();
      for (var client : List.of(first, second)) {
        var heard = client.answer();
        assertThat(heard.status()).isEqualTo(503);
        assertTrail(heard, "up/fails");
      }
    }
    rig.upstream().turn();
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void a_header_or_the_alias_says_what_is_shared() throws Exception {
    assertThat(requests(question("up/m"), "x-tutti-coalesce: 1")).isEqualTo(1);
    assertThat(requests(with(question("up/m"), COLD), "x-tutti-coalesce: 0")).isEqualTo(2);
    assertThat(requests(question("up/m"), "x: y")).isEqualTo(2);
    assertThat(requests(question("always"), "x: y")).isEqualTo(1);
    assertThat(requests(question("always"), "x-tutti-coalesce: 0")).isEqualTo(2);
    assertThat(requests(with(question("never"), COLD), "x-tutti-coalesce: 1")).isEqualTo(2);
    try (var client = rig.ask(question("up/m"), "x-tutti-coalesce: yes")) {
      assertThat(client.answer().body())
          .contains("x-tutti-coalesce: \\\"yes\\\" (expected: 0 or 1)");
    }
  }

  /** How many requests reach the upstream for two at the same time. */
  private static int requests(String question, String header) throws Exception {
    var gate = new Gate();
    rig.upstream().playAlways(turn -> turn.await(gate).json(200, Chat.whole("Hi")));
    double before = followers();
    try (var first = rig.ask(question, header);
        var second = rig.ask(question, header)) {
      rig.upstream().turn();
      Patience.until(
          () -> rig.upstream().waiting() == 1 || followers() == before + 1, "the second came");
      int requests = 1 + rig.upstream().waiting();
      gate.open();
      assertThat(first.answer().status()).isEqualTo(200);
      assertThat(second.answer().status()).isEqualTo(200);
      rig.upstream().forget();
      return requests;
    }
  }

  @Test
  void two_owners_never_share() throws Exception {
    try (var upstream = TestingUpstream.start();
        var tutti = TestingTutti.start(folder, Rig.PLAIN.replace("{upstream}", upstream.url()))) {
      var gate = new Gate();
      upstream.playAlways(turn -> turn.await(gate).json(200, Chat.whole("Hi")));
      var ann = "x-api-key: " + key(tutti, "ann");
      var bob = "x-api-key: " + key(tutti, "bob");
      Patience.until(
          () ->
              status(tutti, "x-api-key: tt-of-nobody") == 401
                  && status(tutti, ann) == 200
                  && status(tutti, bob) == 200,
          "keys are known");
      try (var first = tutti.ask(with(question("up/m"), COLD), ann);
          var second = tutti.ask(with(question("up/m"), COLD), bob)) {
        upstream.turn();
        upstream.turn();
        gate.open();
        assertThat(first.answer().header("x-tutti-coalesced")).isEmpty();
        assertThat(second.answer().header("x-tutti-coalesced")).isEmpty();
      }
    }
  }

  private static String key(TestingTutti tutti, String owner) {
    try (var store = Store.attach(StoreSettings.in(tutti.data()));
        var keys = Keys.open(store, Clock.systemUTC(), new SecureRandom())) {
      var grant = new Grant("test", owner, Role.USER, AllowedModels.ALL);
      return Store.await(keys.create(grant)).secret();
    }
  }

  private static int status(TestingTutti tutti, String key) {
    try (var client = tutti.client()) {
      return client.get("/v1/models", key).answer().status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double followers() {
    return rig.tutti().metric("tutti_coalesced_calls_total{role=\"follower\"}");
  }

  private static void awaitFollowers(double count) {
    Patience.until(() -> followers() == count, count + " followers");
  }
}
