package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingClient;
import dev.tutti.testing.TestingTutti;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that only occupy connections. */
@KnownFault("SECURITY-F6")
class SlowCallerTest {
  private static final String SOON = "server: {head_timeout: 1s, body_timeout: 1s";

  /** For callers who have to send something whole within it. */
  private static final String LATER = SOON.replace("1s", "3s");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PRI * HTTP",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "POST /v1/chat",
        "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nx: ",
        "POST /nowhere HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nabc",
      })
  void a_connection_without_a_whole_request_ends(String beginning) throws Exception {
    boolean isWhole = beginning.contains("/nowhere");
    try (var tutti = TestingTutti.start(folder, (isWhole ? LATER : SOON) + "}");
        var client = tutti.client()) {
      client.send(beginning);
      if (isWhole) {
        assertThat(client.answer().status()).isEqualTo(404);
      } else if (beginning.contains("SM")) {
        client.bytes(Integer.MAX_VALUE); // settings, and the end
      }
      assertThat(client.closedByServer()).isTrue();
      Patience.until(() -> closed(tutti, "head_timeout") >= 1, "it is counted");
    }
  }

  @Test
  void a_trickle_does_not_help() throws Exception {
    try (var tutti = TestingTutti.start(folder, SOON + "}");
        var client = tutti.client()) {
      client.send("GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: ");
      Patience.until(() -> isGone(client), "the connection ends while bytes come");
    }
  }

  private static boolean isGone(TestingClient client) {
    try {
      client.send("x");
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  @Test
  void a_known_caller_may_be_silent_between_requests_but_not_within_one() throws Exception {
    try (var tutti = TestingTutti.start(folder, LATER + "}");
        var known = tutti.client();
        var halting = tutti.client();
        var stranger = tutti.client()) {
      assertThat(known.get("/v1/models").answer().status()).isEqualTo(200);
      assertThat(halting.get("/v1/models").answer().status()).isEqualTo(200);
      halting.send("GET /v1/models HTT");
      assertThat(stranger.closedByServer()).isTrue();
      assertThat(halting.closedByServer()).isTrue();
      assertThat(known.get("/v1/models").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_call_may_take_longer_than_its_head() throws Exception {
    try (var tutti = TestingTutti.start(folder, LATER + "}");
        var client = tutti.client();
        var clock = tutti.client()) {
      var body = question("sim");
      client.send(
          client.head("POST", "/v1/chat/completions", "content-length: " + body.length())
              + "\r\n"
              + body.substring(0, 5));
      assertThat(clock.closedByServer()).isTrue(); // a head's time has passed
      assertThat(client.send(body.substring(5)).answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/conversations",
        "/v1/messages/count_tokens",
        "/admin/explain",
        "/admin/models/test"
      })
  void a_body_that_belongs_to_no_call_has_its_time(String path) throws Exception {
    try (var tutti = TestingTutti.start(folder, "server: {body_timeout: 1s}");
        var client = tutti.client()) {
      client.send(client.head("POST", path, "content-length: 100") + "\r\n{");
      assertThat(client.answer().status()).isEqualTo(408);
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @Test
  void who_only_occupies_connections_makes_room_for_who_asks() throws Exception {
    var bounds = "server: {max_connections: 6, max_unauthenticated: 3}";
    var idle = new ArrayList<TestingClient>();
    try (var tutti = TestingTutti.start(folder, bounds)) {
      for (int i = 0; i < 40; i++) {
        idle.add(tutti.client());
      }
      try (var client = tutti.client()) {
        assertThat(client.get("/healthz").answer().status()).isEqualTo(200);
      }
      Patience.until(() -> closed(tutti, "displaced") >= 37, "those who came too many are gone");
      Patience.until(() -> tutti.metric("tutti_connections_open") <= 6, "as many as may are open");
      assertThat(tutti.metric("tutti_connections_unauthenticated")).isLessThanOrEqualTo(3);
      assertThat(idle.getFirst().closedByServer()).isTrue();
    } finally {
      closeAll(idle);
    }
  }

  @Test
  void known_callers_keep_their_connections_up_to_the_bound() throws Exception {
    var known = new ArrayList<TestingClient>();
    try (var tutti = TestingTutti.start(folder, "server: {max_connections: 4}")) {
      for (int i = 0; i < 4; i++) {
        var client = tutti.client();
        known.add(client);
        assertThat(client.get("/v1/models").answer().status()).isEqualTo(200);
      }
      try (var client = tutti.client()) {
        assertThat(client.closedByServer()).isTrue();
      }
      for (var client : known) {
        assertThat(client.get("/v1/models").answer().status()).isEqualTo(200);
      }
      known.removeFirst().close();
      Patience.until(() -> answers(tutti), "there is room again");
    } finally {
      closeAll(known);
    }
  }

  private static boolean answers(TestingTutti tutti) {
    try (var client = tutti.client()) {
      return client.get("/healthz").answer().status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private static void closeAll(List<TestingClient> clients) throws IOException {
    for (var client : clients) {
      client.close();
    }
  }

  private static double closed(TestingTutti tutti, String reason) {
    return tutti.metric("tutti_connections_closed_total{reason=\"%s\"}".formatted(reason));
  }
}
