package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are wrong before anybody reads their body. */
@SuppressWarnings("StringConcatToTextBlock") // what goes over the wire ends lines with CRLF
class HttpAbuseTest {
  private static final String CHAT = "/v1/chat/completions";

  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("places")
  void wrong_places(String method, String target, int status) throws Exception {
    try (var client = rig.tutti().client()) {
      client.send(client.head(method, target, "content-length: 2") + "\r\n{}");
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(status);
      Envelopes.assertError(heard, "invalid_request", Optional.empty());
      assertAlive(client);
    }
  }

  static Stream<Arguments> places() {
    return Stream.of(
        Arguments.of("GET", "/", 404),
        Arguments.of("POST", "/v1/chat/completion", 404),
        Arguments.of("POST", "/v1/chat/completions/", 404),
        Arguments.of("POST", "//v1/chat/completions", 404),
        Arguments.of("GET", "/v1/../admin/keys", 404),
        Arguments.of("GET", "/admin", 404),
        Arguments.of("GET", "/etc/passwd%00", 404),
        Arguments.of("GET", "/%2e%2e/%2e%2e/etc/passwd", 404),
        Arguments.of("GET", "/%zz", 400),
        Arguments.of("GET", "/%", 400),
        Arguments.of("GET", "/v1/models/%f", 400),
        Arguments.of("GET", CHAT, 405),
        Arguments.of("PUT", CHAT, 405),
        Arguments.of("DELETE", "/v1/models", 405),
        Arguments.of("PATCH", "/admin/keys", 405),
        Arguments.of("BREW", "/healthz", 405));
  }

  @Test
  void a_wrong_method_is_told_the_right_ones() throws Exception {
    try (var client = rig.tutti().client()) {
      assertThat(client.get(CHAT).answer().header("allow")).isEqualTo("POST");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "POST\r\n\r\n",
        "GET /v1/models\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nhost: localhost\r\n broken header\r\nno colon\r\n\r\n",
        "GET /v1/models HTTP/1.1\r\nhost: localhost\r\nbad\u0001name: x\r\n\r\n",
        "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: many\r\n\r\n",
        "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n",
        "POST /v1/chat/completions HTTP/1.1\r\n"
            + "host: localhost\r\n"
            + "content-length: 1\r\n"
            + "content-length: 2\r\n\r\n"
            + "{}",
        "POST /v1/chat/completions HTTP/1.1\r\n"
            + "host: localhost\r\n"
            + "transfer-encoding: chunked\r\n\r\n"
            + "xyz\r\n"
      })
  void what_is_not_http_is_told_so_and_the_connection_closes(String request) throws Exception {
    try (var client = rig.tutti().client()) {
      var heard = client.send(request).answer();
      assertThat(heard.status()).isEqualTo(400);
      Envelopes.assertError(heard, "invalid_request", Optional.empty());
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @Test
  void lines_and_headers_without_end() throws Exception {
    try (var client = rig.tutti().client()) {
      client.send("GET /" + "x".repeat(9_000));
      assertThat(client.send(" HTTP/1.1\r\nhost: localhost\r\n\r\n").answer().status())
          .isEqualTo(414);
    }
    try (var client = rig.tutti().client()) {
      client.send("GET / HTTP/1.1\r\nhost: localhost\r\nx: " + "x".repeat(40_000) + "\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(431);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: evil.example",
        "host: 127.0.0.1.evil.example",
        "host: localhost.evil.example",
        "host: evil.example:8080",
        "host: 127.evil.example",
        "host: ",
        "host: localhost\r\norigin: http://evil.example",
        "host: localhost\r\norigin: null",
        "host: localhost\r\norigin: http://127.0.0.1.evil.example",
        "host: localhost\r\norigin: chrome-extension://abc"
      })
  void foreign_pages_are_kept_out_on_loopback(String header) throws Exception {
    try (var client = rig.tutti().client()) {
      client.post(CHAT, question("up/m"), header);
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(403);
      Envelopes.assertError(heard, "permission", Optional.empty());
      assertAlive(client);
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: localhost",
        "host: LOCALHOST:9",
        "host: [::1]:8080",
        "host: 127.0.0.1:80",
        "host: 127.1.2.3",
        "host: localhost\r\norigin: http://localhost:3000",
        "host: localhost\r\norigin: http://[::1]:3000"
      })
  void our_own_names_are_let_in(String header) throws Exception {
    try (var client = rig.tutti().client()) {
      assertThat(client.get("/v1/models", header).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_request_without_a_host() throws Exception {
    try (var client = rig.tutti().client()) {
      assertThat(client.send("GET /v1/models HTTP/1.1\r\n\r\n").answer().status()).isEqualTo(400);
    }
    try (var client = rig.tutti().client()) {
      assertThat(client.send("GET /v1/models HTTP/1.0\r\n\r\n").answer().status()).isEqualTo(403);
    }
  }

  @Test
  void http_1_0_is_spoken_too() throws Exception {
    try (var client = rig.tutti().client()) {
      client.send("GET /v1/models HTTP/1.0\r\nhost: localhost\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @Test
  void pipelined_requests_are_answered_in_order() throws Exception {
    try (var client = rig.tutti().client()) {
      client.get("/v1/models").get("/nowhere").get("/healthz");
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.answer().status()).isEqualTo(404);
      assertThat(client.answer().body()).contains("ok");
    }
  }

  @Test
  void health_may_be_asked_without_a_body() throws Exception {
    try (var client = rig.tutti().client()) {
      client.send(client.head("HEAD", "/healthz") + "\r\n");
      assertThat(client.head().status()).isEqualTo(200);
      assertAlive(client);
    }
  }

  private static void assertAlive(TestingClient client) throws IOException {
    assertThat(client.get("/healthz").answer().status()).isEqualTo(200);
  }
}
