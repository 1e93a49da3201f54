package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9110, 9112 and 9113 say a server must refuse, and what must go on working beside it. */
@SuppressWarnings("StringConcatToTextBlock") // what goes over the wire ends lines with CRLF
class HttpRulesTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nhost: localhost\r\n\r\n";

  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xchunked",
        "identity",
        "gzip",
        "\"chunked\"",
        "chunked, identity",
        "chunked, gzip",
        "gzip, chunked",
        "chunked, chunked",
        "chunked;q=1",
        "chunked\r\ntransfer-encoding: identity",
        "identity\r\ntransfer-encoding: chunked",
        "",
      })
  @KnownFault("SECURITY-F21")
  void a_body_without_a_clear_end_is_refused_and_nothing_after_it_is_read(String coding)
      throws Exception {
    try (var client = rig.tutti().client()) {
      client.send(
          client.head("POST", "/v1/models", "transfer-encoding: " + coding) + "\r\n" + SMUGGLED);
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(400);
      Envelopes.assertError(heard, "invalid_request", Optional.empty());
      assertThat(client.closedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunked", "Chunked", " chunked "})
  void a_body_in_chunks_is_read(String coding) throws Exception {
    var body = question("sim");
    try (var client = rig.tutti().client()) {
      client.send(client.head("POST", CHAT, "transfer-encoding: " + coding) + "\r\n");
      client.send(Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.get("/healthz").answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 \r\n", "2\t\r\n", " 2\r\n", "\t2\r\n", "2 2\r\n", "2 x\r\n", "2\u000b\r\n",
        "2\u000bx\r\n", "2\u0000\r\n", "2\r2\r\n", "2 \u000b;a\r\n", " \r\n", "2 \n", "0x2\r\n",
        "000000000000000000002 \r\n", "99999999999999999999\r\n",
      })
  @KnownFault("SECURITY-F21")
  void the_size_of_a_chunk_has_nothing_beside_it(String size) throws Exception {
    for (var before : List.of("", "1\r\n \r\n")) {
      try (var client = rig.tutti().client()) {
        client.send(client.head("POST", CHAT, "transfer-encoding: chunked") + "\r\n");
        client.send(before + size + "{}\r\n0\r\n\r\n" + SMUGGLED);
        assertThat(client.answer().status()).isEqualTo(400);
        assertThat(client.closedByServer()).isTrue();
      }
    }
  }

  /** Wherever reads end. */
  @ParameterizedTest
  @ValueSource(strings = {"", ";a", ";a=b", " ;a", "\t ; a=\"b c\"", ";a;b=c"})
  @KnownFault("SECURITY-F21")
  void extensions_of_a_chunk_are_passed_over(String extension) throws Exception {
    var body = question("sim");
    var half = body.length() / 2;
    try (var client = rig.tutti().client()) {
      client.send(client.head("POST", CHAT, "transfer-encoding: chunked") + "\r\n");
      var chunks =
          "00%x%s\r\n%s\r\n%X%s\r\n%s\r\n0%s\r\na: b\r\n\r\n"
              .formatted(
                  half,
                  extension,
                  body.substring(0, half),
                  body.length() - half,
                  extension,
                  body.substring(half),
                  extension);
      for (var piece : chunks.split("(?<=[\r\n;{])", -1)) {
        client.send(piece);
      }
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.get("/healthz").answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host: localhost\r\nhost: localhost\r\n",
        "host: localhost\r\nhost: evil.example\r\n",
        "host: evil.example\r\nhost: localhost\r\n",
        "x: y\r\n",
        "host: localhost\r\n: v\r\n",
        "host: localhost\r\n :v\r\n",
        "host: localhost\r\nx: one\r\n two\r\n",
        "host: localhost\r\nx: one\r\n\ttwo\r\n",
        "host: localhost\r\nx: one\r\n \r\n",
        " host: localhost\r\n",
        "x: 1\r\n host: evil.example\r\nhost: localhost\r\n",
        "host: localhost\r\nx : y\r\n",
        "host: localhost\r\nx\r\n",
      })
  @KnownFault("SECURITY-F22")
  void heads_that_others_may_read_otherwise_are_refused(String headers) throws Exception {
    for (var before : new String[] {"", "\r\n", "\r\n\r\n"}) {
      try (var client = rig.tutti().client()) {
        client.send(before + "GET /healthz HTTP/1.1\r\n" + headers + "\r\n" + SMUGGLED);
        assertThat(client.answer().status()).isEqualTo(400);
        assertThat(client.closedByServer()).isTrue();
      }
    }
  }

  @Test
  @KnownFault("SECURITY-F22")
  void a_folded_line_is_refused_however_the_bytes_come() throws Exception {
    var request = "GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: one\r\n two\r\n\r\n";
    for (int cut = 1; cut < request.length(); cut++) {
      try (var client = rig.tutti().client()) {
        client.send(request.substring(0, cut)).send(request.substring(cut));
        assertThat(client.answer().status()).as("cut at %d", cut).isEqualTo(400);
      }
    }
  }

  @Test
  @KnownFault("SECURITY-F22")
  void a_folded_line_is_refused_behind_another_request() throws Exception {
    var body = "{\"a\":\r\n 1}\r\n\r\n x";
    try (var client = rig.tutti().client()) {
      var first =
          client.head("POST", "/nowhere", "content-length: " + body.length()) + "\r\n" + body;
      client.send(first + first + "GET /healthz HTTP/1.1\r\nhost: localhost\r\nx: a\r\n b\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(404);
      assertThat(client.answer().status()).isEqualTo(404);
      assertThat(client.answer().status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example/v1/models, 403",
    "http://evil.example:80/v1/models, 403",
    "http://localhost.evil.example/v1/models, 403",
    "http://user@evil.example/v1/models, 403",
    "evil.example:80, 403",
    "http://localhost/v1/models, 200",
    "http://127.0.0.1:8080/v1/models, 200",
  })
  @KnownFault("SECURITY-F22")
  void the_host_of_an_absolute_target_is_the_one_that_counts(String target, int status)
      throws Exception {
    try (var client = rig.tutti().client()) {
      client.send("GET " + target + " HTTP/1.1\r\nhost: localhost\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"200-ok", "100-continue, more", "100-continue\r\nexpect: more"})
  @KnownFault("SECURITY-F22")
  void an_unknown_expectation_cannot_be_met(String expectation) throws Exception {
    try (var client = rig.tutti().client()) {
      client.post(CHAT, question("sim"), "expect: " + expectation);
      assertThat(client.answer().status()).isEqualTo(417);
      assertThat(client.get("/healthz").answer().status()).isEqualTo(200);
    }
  }

  @Test
  @KnownFault("SECURITY-F22")
  void http_1_0_is_never_told_to_continue() throws Exception {
    var body = question("sim");
    try (var client = rig.tutti().client()) {
      client.send(
          "POST %s HTTP/1.0\r\nhost: localhost\r\nexpect: 100-continue\r\ncontent-length: %d\r\n\r\n"
              .formatted(CHAT, body.length()));
      client.send(body);
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"a\r\nx-evil: 1", "a\nb", "a\rb", "a\0b"})
  @KnownFault("SECURITY-F22")
  void a_line_break_in_a_header_of_http_2_is_the_callers_fault(String value) throws Exception {
    for (var path : new String[] {"/passthrough/up/x", "/v1/models", "/healthz"}) {
      assertThat(statusOverHttp2(Map.of(":path", path, "x-custom", value)))
          .as(path)
          .isIn("400", "reset");
    }
    assertThat(rig.upstream().waiting()).isZero();
  }

  @Test
  void http_2_is_spoken_in_clear_text() throws Exception {
    assertThat(statusOverHttp2(Map.of(":path", "/healthz", "x-custom", "fine"))).isEqualTo("200");
  }

  /** The status of a {@code GET} with prior knowledge, or {@code reset}. */
  private static String statusOverHttp2(Map<String, String> more) throws Exception {
    var block = new ByteArrayOutputStream();
    literal(block, ":method", "GET");
    literal(block, ":scheme", "http");
    literal(block, ":authority", "localhost");
    more.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(header -> literal(block, header.getKey(), header.getValue()));
    var request = new ByteArrayOutputStream();
    request.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // SETTINGS
    request.writeBytes(new byte[] {0, 0, (byte) block.size(), 1, 5, 0, 0, 0, 1}); // HEADERS
    request.writeBytes(block.toByteArray());
    try (var client = rig.tutti().client()) {
      return status(client.send(request.toByteArray()));
    }
  }

  private static String status(TestingClient client) throws IOException {
    while (true) {
      var frame = client.bytes(9);
      var payload = client.bytes((frame[0] << 16) | ((frame[1] & 0xFF) << 8) | (frame[2] & 0xFF));
      switch (frame[3]) {
        case 1 -> {
          int first = (frame[4] & 0x20) == 0 ? 0 : 5; // priority, RFC 9113, 6.2
          return switch (payload[first] & 0xFF) { // indexes of RFC 7541, appendix A
            case 0x88 -> "200";
            case 0x8C -> "400";
            case 0x8E -> "500";
            default -> "another";
          };
        }
        case 3, 7 -> {
          return "reset";
        }
        default -> {}
      }
    }
  }

  /** A header that is neither indexed nor compressed (RFC 7541, 6.2.2). */
  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    block.write(name.length());
    block.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
    block.write(value.length());
    block.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  @KnownFault("SECURITY-F17")
  void another_protocol_that_nobody_asked_for_is_no_answer() throws Exception {
    for (var path : new String[] {"/passthrough/up/x", CHAT}) {
      rig.upstream()
          .play(
              turn ->
                  turn.write(
                      "HTTP/1.1 101 Switching Protocols\r\n"
                          + "upgrade: x\r\n"
                          + "connection: upgrade\r\n\r\n"));
      try (var client = rig.tutti().client()) {
        client.post(path, question("up/m"), "upgrade: x", "connection: upgrade");
        var heard = client.answer();
        assertThat(heard.status()).as(path).isEqualTo(502);
        Envelopes.assertError(heard, "upstream_error", Optional.empty());
        assertThat(client.get("/healthz").answer().status()).isEqualTo(200);
      }
    }
    rig.tutti().awaitQuiet(rig.upstream());
  }
}
