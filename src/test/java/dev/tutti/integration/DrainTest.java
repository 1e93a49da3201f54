package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A drained deployment finishes its calls and gets no new ones. */
class DrainTest {
  private static final String DRAIN = "/admin/deployments/up/m/drain";
  private static final String RESUME = "/admin/deployments/up/m/resume";
  private static final int STREAMS = 6;
  private static final int CALLERS = 8;

  /** Calls of each caller after the drain. */
  private static final int CALLS_AFTER = 13;

  @TempDir Path folder;
  private final TestingUpstream upstream = TestingUpstream.start();
  private final TestingUpstream other = TestingUpstream.start();
  private TestingTutti tutti;
  private TestingAdmin admin;

  @BeforeEach
  void start() {
    upstream.playAlways(Chat.answers("from one"));
    other.playAlways(Chat.answers("from the other"));
    open();
  }

  private void open() {
    tutti =
        TestingTutti.resilient(
            folder,
            """
            providers:
              up: {base_url: "%s"}
              other: {base_url: "%s"}
            models:
              both: {deployments: [{provider: up, model: m}, {provider: other, model: m}]}
              only: {deployments: [{provider: up, model: m}], last_resort: probe_best}
            """
                .formatted(upstream.url(), other.url()));
    admin = new TestingAdmin(tutti.url(), "");
  }

  @AfterEach
  void stop() throws IOException {
    close();
    upstream.close();
    other.close();
  }

  private void close() {
    admin.close();
    tutti.close();
  }

  @Test
  void calls_under_way_end_well_and_new_ones_go_elsewhere() throws Exception {
    var gate = new Gate();
    var streams = new ArrayList<TestingClient>();
    for (int i = 0; i < STREAMS; i++) {
      upstream.play(turn -> turn.stream().event(text("old")).await(gate).event(finish()).done());
      streams.add(tutti.ask(streamed("up/m")));
      assertThat(streams.getLast().head().status()).isEqualTo(200);
    }
    var answered = new AtomicIntegerArray(CALLERS);
    var enough = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var callers = new ArrayList<Future<Integer>>();
      for (int i = 0; i < CALLERS; i++) {
        callers.add(threads.submit(calling(answered, i, enough)));
      }
      awaitMore(answered, 1);
      Patience.until(() -> upstream.waiting() > STREAMS, "it is busy");
      assertThat(admin.post(DRAIN, "").json().path("drained").asBoolean()).isTrue();
      awaitMore(answered, 1); // what had been chosen before has been asked
      Patience.until(() -> inFlight() == STREAMS, "only the streams are left");
      int arrived = upstream.waiting();
      awaitMore(answered, CALLS_AFTER);
      assertThat(upstream.waiting()).isEqualTo(arrived);
      enough.set(true);
      for (var caller : callers) {
        assertThat(caller.get()).as("failed calls").isZero();
      }
    }
    gate.open();
    for (var stream : streams) {
      assertThat(stream.events().getLast()).isEqualTo("data: [DONE]");
      stream.close();
    }
    Patience.until(() -> inFlight() == 0, "the deployment is empty");
  }

  /** Waits until each caller has so many answers more. */
  private static void awaitMore(AtomicIntegerArray answered, int calls) {
    var before = IntStream.range(0, CALLERS).map(answered::get).toArray();
    Patience.until(
        () -> IntStream.range(0, CALLERS).allMatch(i -> answered.get(i) - before[i] >= calls),
        calls + " answers more for each caller");
  }

  /** Calls until it is enough; how many calls failed. */
  private Callable<Integer> calling(AtomicIntegerArray answered, int caller, AtomicBoolean enough) {
    return () -> {
      int failed = 0;
      while (!enough.get()) {
        failed += ask("both").status() == 200 ? 0 : 1;
        answered.incrementAndGet(caller);
      }
      return failed;
    };
  }

  @Test
  void nobody_asks_it_even_as_a_last_resort_until_it_is_resumed() throws Exception {
    admin.post(DRAIN, "");
    for (var model : List.of("only", "up/m")) {
      var refused = ask(model);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body()).contains("circuit_open", "up/m: drained by anonymous since 20");
    }
    close();
    open();
    assertThat(ask("only").status()).as("after a restart").isEqualTo(503);
    assertThat(upstream.waiting()).isZero();
    var resumed = admin.post(RESUME, "");
    assertThat(resumed.json().path("drained").asBoolean()).isFalse();
    assertThat(ask("only").body()).contains("from one");
  }

  @Test
  void a_list_tells_who_drained_what() {
    admin.post("/admin/deployments/up/a%2Fb:free/drain", "");
    assertThat(deployment("up/a/b:free").path("drained_by").asString()).isEqualTo("anonymous");
    assertThat(deployment("up/m").path("drained").asBoolean(true)).isFalse();
    assertThat(deployment("other/m").path("in_flight").asInt(-1)).isZero();
    assertThat(
            admin.get("/admin/config/history").json().path("data").get(0).path("name").asString())
        .isEqualTo("up/a/b:free");
  }

  private int inFlight() {
    return deployment("up/m").path("in_flight").asInt(-1);
  }

  private JsonNode deployment(String name) {
    return admin
        .get("/admin/deployments")
        .json()
        .path("data")
        .valueStream()
        .filter(each -> each.path("deployment").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ReceivedRequest ask(String model) throws IOException {
    try (var client = tutti.ask(question(model))) {
      return client.answer();
    }
  }
}
