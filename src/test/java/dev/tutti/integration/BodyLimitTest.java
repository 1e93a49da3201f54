package dev.tutti.integration;

import static dev.tutti.testing.Chat.question;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Promptness;
import dev.tutti.testing.ReceivedRequest;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies are bounded, as they come and once inflated. */
class BodyLimitTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final int LIMIT = 1 << 20;
  private static final Duration SOON = Duration.ofSeconds(1);

  @RegisterExtension
  static final Rig rig =
      Rig.of("server: {body_limit: 1MiB}\nproviders: {up: {base_url: \"{upstream}\"}}");

  @Test
  void a_body_of_the_limit_passes() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.tutti().client()) {
      client.post(CHAT, ofLength(LIMIT));
      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertThat(rig.upstream().turn().heard().body()).hasSize(LIMIT - "up/".length());
  }

  @Test
  void a_length_beyond_the_limit_is_refused_before_the_body_comes() throws Exception {
    Promptness.within(
        SOON,
        _ -> {
          try (var client = rig.tutti().client()) {
            long sent = System.nanoTime();
            client.send(client.head("POST", CHAT, "content-length: " + 20 * LIMIT) + "\r\n");
            assertTooLarge(client.answer());
            var time = Promptness.since(sent);
            var rest = new byte[LIMIT];
            for (int i = 0; i < 20; i++) {
              client.send(rest);
            }
            assertAlive(client);
            return time;
          }
        });
  }

  @Test
  void a_long_body_in_chunks_is_refused_while_it_comes() throws Exception {
    try (var client = rig.tutti().client()) {
      client.send(client.head("POST", CHAT, "transfer-encoding: chunked") + "\r\n");
      var piece = new byte[LIMIT / 2];
      for (int i = 0; i < 3; i++) {
        chunk(client, piece);
      }
      assertTooLarge(client.answer());
      chunk(client, piece);
      client.send("0\r\n\r\n");
      assertAlive(client);
    }
  }

  private static void chunk(TestingClient client, byte[] bytes) throws IOException {
    client.send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
  }

  @Test
  void a_body_without_end_is_not_read_for_ever() throws Exception {
    try (var client = rig.tutti().client()) {
      client.send(client.head("POST", CHAT, "transfer-encoding: chunked") + "\r\n");
      var piece = new byte[LIMIT];
      long sent = 0;
      try {
        for (; sent < 2_000; sent++) {
          chunk(client, piece);
        }
      } catch (IOException _) {
        assertThat(sent).isLessThan(1_000);
        return;
      }
      throw new AssertionError("took " + sent + " MiB");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "x-gzip", "GZIP", "identity"})
  void compressed_bodies_are_inflated(String coding) throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.tutti().client()) {
      var body = question("up/m").getBytes(StandardCharsets.UTF_8);
      client.post(CHAT, compressed(coding, body), "content-encoding: " + coding);
      assertThat(client.answer().status()).isEqualTo(200);
    }
    var heard = rig.upstream().turn().heard();
    assertThat(heard.body()).isEqualTo(question("m"));
    assertThat(heard.headers()).doesNotContainKey("content-encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void bombs_are_refused_at_the_limit(String coding) throws Exception {
    var bomb = bomb(coding);
    Promptness.within(
        SOON,
        _ -> {
          try (var client = rig.tutti().client()) {
            long sent = System.nanoTime();
            client.post(CHAT, bomb, "content-encoding: " + coding);
            assertTooLarge(client.answer());
            assertAlive(client);
            return Promptness.since(sent);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate"})
  void what_is_not_compressed_as_it_says_is_refused(String coding) throws Exception {
    var good = compressed(coding, question("up/m").getBytes(StandardCharsets.UTF_8));
    for (var bad :
        new byte[][] {
          "{}".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(good, good.length / 2), new byte[0]
        }) {
      try (var client = rig.tutti().client()) {
        client.post(CHAT, bad, "content-encoding: " + coding);
        var heard = client.answer();
        assertThat(heard.status()).isEqualTo(400);
        Envelopes.assertError(heard, "invalid_request", Optional.empty());
        assertAlive(client);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, gzip", "nonsense"})
  void unknown_codings_are_refused(String coding) throws Exception {
    try (var client = rig.tutti().client()) {
      client.post(CHAT, question("up/m"), "content-encoding: " + coding);
      var heard = client.answer();
      assertThat(heard.status()).isEqualTo(415);
      Envelopes.assertError(heard, "invalid_request", Optional.empty());
      assertAlive(client);
    }
  }

  @Test
  void expecting_100_continue() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    try (var client = rig.tutti().client()) {
      var body = question("up/m");
      client.send(
          client.head("POST", CHAT, "expect: 100-continue", "content-length: " + body.length())
              + "\r\n");
      assertThat(client.head().status()).isEqualTo(100);
      client.send(body);
      assertThat(client.answer().status()).isEqualTo(200);
      client.send(
          client.head("POST", CHAT, "expect: 100-continue", "content-length: " + 2 * LIMIT)
              + "\r\n");
      assertTooLarge(client.answer());
    }
  }

  private static void assertTooLarge(ReceivedRequest heard) {
    assertThat(heard.status()).isEqualTo(413);
    Envelopes.assertError(heard, "request_too_large", Optional.empty());
  }

  private static void assertAlive(TestingClient client) throws IOException {
    rig.upstream().play(Chat.answers("still here"));
    client.post(CHAT, question("up/m"));
    assertThat(client.answer().body()).contains("still here");
  }

  private static byte[] ofLength(int length) {
    var body = question("up/m");
    int missing = length - body.length();
    return body.replace("Hello", "Hello" + "x".repeat(missing)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] compressed(String coding, byte[] body) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var compressing = compressing(coding, out)) {
      compressing.write(body);
    }
    return out.toByteArray();
  }

  private static OutputStream compressing(String coding, OutputStream out) throws IOException {
    return switch (coding.toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> new GZIPOutputStream(out);
      case "deflate" -> new DeflaterOutputStream(out, new Deflater(9));
      default -> out;
    };
  }

  /** Thirty kilobytes that inflate to thirty megabytes. */
  private static byte[] bomb(String coding) throws IOException {
    var out = new ByteArrayOutputStream();
    var nothing = new byte[1 << 20];
    try (var compressing = compressing(coding, out)) {
      while (out.size() < 30_000) {
        compressing.write(nothing);
      }
    }
    return out.toByteArray();
  }
}
