package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.RefusingPort;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import dev.tutti.testing.TestingUpstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The connections to one upstream: never more than allowed, used again, and dropped when dead. */
class PoolTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          pool: {max_connections: 3, keep_alive: 1}
          providers:
            up: {base_url: "{upstream}"}
          """);

  @BeforeEach
  void startWithoutConnections() throws Exception {
    rig.closeConnections();
  }

  @Test
  void a_full_pool_waits_in_line_and_opens_no_more() throws Exception {
    int before = rig.upstream().accepted();
    var gate = new Gate();
    rig.upstream().play(held(gate), held(gate), held(gate));
    rig.upstream().playAlways(Chat.answers("waited"));
    var clients = new ArrayList<TestingClient>();
    for (int i = 0; i < 3; i++) {
      clients.add(rig.ask(streamed("up/m")));
      rig.upstream().turn();
    }
    for (int i = 0; i < 2; i++) {
      clients.add(rig.ask(question("up/m")));
    }
    Patience.until(() -> pool("waiting") == 2, "two wait");
    assertThat(pool("in_use")).isEqualTo(3);
    assertThat(rig.upstream().accepted() - before).isEqualTo(3);
    gate.open();
    for (var client : clients) {
      assertThat(client.answer().status()).isEqualTo(200);
      client.close();
    }
    rig.tutti().awaitQuiet(rig.upstream());
  }

  @Test
  void who_waits_too_long_is_told_when_to_come_back(@TempDir Path folder) throws Exception {
    var gate = new Gate();
    rig.upstream().play(held(gate));
    try (var tutti = TestingTutti.start(folder, narrow());
        var first = tutti.ask(streamed("up/m"))) {
      rig.upstream().turn();
      try (var late = tutti.ask(question("up/m"))) {
        var heard = late.answer();
        assertThat(heard.status()).isEqualTo(503);
        Envelopes.assertError(heard, "concurrency_timeout", Optional.empty());
        assertThat(heard.header("retry-after")).isEqualTo("1");
        assertThat(heard.body()).contains("connections to http://127.0.0.1:");
      }
      gate.open();
      assertThat(first.answer().status()).isEqualTo(200);
      tutti.awaitQuiet(rig.upstream());
    }
  }

  private static String narrow() {
    return """
    pool: {max_connections: 1, keep_alive: 1, acquire: 200ms}
    providers: {up: {base_url: "%s"}}
    """
        .formatted(rig.upstream().url());
  }

  @Test
  void unused_connections_beyond_the_limit_are_closed() throws Exception {
    var gate = new Gate();
    rig.upstream().play(held(gate), held(gate), held(gate));
    var clients = new ArrayList<TestingClient>();
    for (int i = 0; i < 3; i++) {
      clients.add(rig.ask(streamed("up/m")));
      rig.upstream().turn();
    }
    assertThat(rig.upstream().open()).isEqualTo(3);
    gate.open();
    for (var client : clients) {
      client.answer();
      client.close();
    }
    Patience.until(() -> rig.upstream().open() <= 1, "surplus connections are closed");
  }

  @Test
  void an_unused_connection_is_closed_after_a_while(@TempDir Path folder) throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    var yaml =
        """
        pool: {idle: 1s}
        providers: {up: {base_url: "%s"}}
        """
            .formatted(rig.upstream().url());
    try (var tutti = TestingTutti.start(folder, yaml);
        var client = tutti.ask(question("up/m"))) {
      assertThat(client.answer().status()).isEqualTo(200);
      Patience.until(() -> rig.upstream().open() == 0, "it is closed");
    }
  }

  @Test
  void a_connection_is_used_again_and_its_statistics_survive() throws Exception {
    long created = pool("created");
    long reused = pool("reused");
    rig.upstream().playAlways(Chat.answers("Hi"));
    try (var client = rig.tutti().client()) {
      for (int i = 0; i < 3; i++) {
        client.post("/v1/chat/completions", question("up/m"));
        assertThat(client.answer().status()).isEqualTo(200);
      }
      var pool = Json.tree(client.get("/admin/pools").answer().body()).path("data").path(0);
      assertThat(pool.path("created").asLong() - created).isEqualTo(1);
      assertThat(pool.path("reused").asLong() - reused).isEqualTo(2);
      assertThat(pool.path("in_use").asInt(-1)).isZero();
      assertThat(pool.path("idle").asInt(-1)).isEqualTo(1);
      assertThat(pool.path("max").asInt(-1)).isEqualTo(3);
      assertThat(pool.path("acquire_p99_ms").asDouble()).isPositive();
      assertThat(pool.path("connections")).hasSize(1);
      var one = pool.path("connections").path(0);
      assertThat(one.path("uses").asLong()).isEqualTo(3);
      assertThat(one.path("protocol").asString()).isEqualTo("HTTP/1.1");
      assertThat(one.path("local").asString()).startsWith("127.0.0.1:");
      assertThat(Instant.parse(one.path("last_used_at").asString()))
          .isAfterOrEqualTo(Instant.parse(one.path("created_at").asString()));
    }
  }

  @Test
  void dead_connections_are_not_used_again() throws Exception {
    for (int i = 0; i < 5; i++) {
      answered();
      rig.upstream().closeConnections();
      Patience.until(() -> pool("idle") + pool("in_use") == 0, "the close was seen");
    }
    answered();
  }

  @Test
  void a_connection_that_the_upstream_will_close_is_not_used_again() throws Exception {
    var connections = ConcurrentHashMap.<Integer>newKeySet();
    for (int i = 0; i < 3; i++) {
      rig.upstream()
          .play(
              turn -> {
                connections.add(turn.peer());
                turn.json(200, Chat.whole("bye"), "connection: close").close();
              });
      try (var client = rig.ask(question("up/m"))) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
    assertThat(connections).as("ports that asked, each once").hasSize(3);
  }

  @Test
  void an_upstream_that_goes_on_after_its_last_word_costs_its_connection_only() throws Exception {
    rig.upstream()
        .play(turn -> turn.stream().event(text("Hi")).event(finish()).event("[DONE]").stall());
    try (var client = rig.ask(streamed("up/m"))) {
      assertThat(client.answer().complete()).isTrue();
    }
    rig.tutti().awaitQuiet(rig.upstream());
    rig.upstream().turn().awaitLeft();
  }

  @Test
  void nobody_listens_there(@TempDir Path folder) throws Exception {
    try (var gone = RefusingPort.open();
        var tutti =
            TestingTutti.start(
                folder, "providers: {gone: {base_url: \"%s\"}}".formatted(gone.url()));
        var client = tutti.ask(question("gone/m"))) {
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(502);
      Envelopes.assertError(heard, "connection", Optional.empty());
    }
  }

  @Test
  void warm_connections_are_opened_before_the_first_call_and_again(@TempDir Path folder)
      throws Exception {
    try (var upstream = TestingUpstream.start();
        var tutti =
            TestingTutti.start(
                folder,
                """
                pool: {min_warm: 3, idle: 1s}
                providers: {up: {base_url: "%s"}}
                """
                    .formatted(upstream.url()))) {
      Patience.until(() -> upstream.open() == 3, "three are open");
      upstream.play(Chat.answers("Hi"));
      try (var client = tutti.ask(question("up/m"))) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
      int opened = upstream.accepted();
      upstream.closeConnections();
      Patience.until(() -> upstream.accepted() >= opened + 3, "three are open again");
    }
  }

  private static Script held(Gate gate) {
    return turn -> turn.stream().event(text("Hi")).await(gate).event(finish()).done();
  }

  private static void answered() throws IOException {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.ask(question("up/m"))) {
      ReceivedRequest heard = client.answer();
      assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    }
  }

  private static long pool(String member) {
    return rig.tutti().pool(rig.upstream()).path(member).asLong(0);
  }
}
