package dev.tutti.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.RawUpstream;
import dev.tutti.wire.Pool;
import dev.tutti.wire.TestingPool;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no answer of HTTP, or too long for one, breaks its exchange and its connection. */
class UnreadableAnswerTest {
  private static final TestingPool pools = TestingPool.start();

  private RawUpstream upstream;
  private Pool pool;

  @BeforeEach
  void listen() throws IOException {
    upstream = RawUpstream.listen();
    pool = pools.pool(upstream.port());
  }

  @AfterEach
  void everyPermitIsBack() throws IOException {
    upstream.close();
    pools.awaitUnused(pool);
  }

  @AfterAll
  static void close() {
    pools.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\\r\\n\\r\\n",
        "ICY 200 OK\\r\\n\\r\\n",
        "HTTP/1.1 OK 200\\r\\n\\r\\n",
        "HTTP/1.1 -200 OK\\r\\n\\r\\n",
        "HTTP/1.1 20 OK\\r\\ncontent-length: 0\\r\\n\\r\\n",
        "HTTP/1.1 1000 OK\\r\\ncontent-length: 0\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r"
            + "\\n"
            + "content-length: 2\\r"
            + "\\n"
            + "transfer-encoding: chunked\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "2\\r"
            + "\\n"
            + "hi\\r"
            + "\\n"
            + "0\\r"
            + "\\n"
            + "\\r"
            + "\\n",
        "HTTP/1.0 200 OK\\r"
            + "\\n"
            + "connection: keep-alive\\r"
            + "\\n"
            + "transfer-encoding: chunked\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "2\\r"
            + "\\n"
            + "hi\\r"
            + "\\n"
            + "0\\r"
            + "\\n"
            + "\\r"
            + "\\n",
        "HTTP/1.1 200 OK\\r\\n: x\\r\\ncontent-length: 0\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nx: a\\0b\\r\\ncontent-length: 0\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nx: a\\rb\\r\\ncontent-length: 0\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\nx\\0y: b\\r\\ncontent-length: 0\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\ncontent-length: 3\\r\\n\\r\\nhi!",
        "HTTP/1.1 200 OK\\r\\ncontent-length: -2\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\ncontent-length: 2x\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\ncontent-length: +2\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\ncontent-length: 99999999999999999999\\r\\n\\r\\nhi",
      })
  void what_is_no_head_of_http_is_a_decoding_error(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(unescaped(answer));
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.cause()).isInstanceOf(DecoderException.class);
    assertThat(exchange.hasHead()).isFalse();
    assertThat(peer.rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "-1", "0x2", "fffffffffffffffff", "80000000", ""})
  void a_chunk_size_that_is_none_is_a_decoding_error(String size) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + size + "\r\nhi\r\n");
    assertThat(exchange.head().status()).isEqualTo(200);
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.cause()).isInstanceOf(DecoderException.class);
    assertThat(peer.rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {60_000, 65_000})
  void headers_of_nearly_64_kib_are_read(int length) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(
        "HTTP/1.1 200 OK\r\nx: %s\r\ncontent-length: 0\r\n\r\n".formatted("a".repeat(length)));
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.head().header("x")).hasSize(length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\\r\\nx: %s\\r\\n\\r\\n",
        "HTTP/1.1 200 %s\\r\\n\\r\\n",
        "HTTP/1.1 100 Go on\\r\\nx: %s\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n0\\r\\nx: %s\\r\\n\\r\\n",
        "HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n1;%s\\r\\na\\r\\n",
      })
  void lines_beyond_64_kib_are_refused(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(unescaped(answer).formatted("a".repeat(66_000)));
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.cause()).isInstanceOf(DecoderException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"upgrade: h2c\\r\\n", "upgrade: websocket\\r\\n", "upgrade: HTTP/1.1\\r\\n", ""})
  void another_protocol_is_told_and_never_used_again(String header) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    exchange.onEvent(
        what -> {
          if (what.equals("head")) {
            exchange.stream().leave();
          }
        });
    peer.write("HTTP/1.1 101 Other\r\n" + unescaped(header) + "\r\nbytes of another protocol");
    assertThat(exchange.head().status()).isEqualTo(101);
    assertThat(peer.rest()).isEmpty();
    assertThat(exchange.body()).isEmpty();
  }

  @Test
  void a_listener_that_stays_hears_an_end_or_a_break_of_another_protocol() throws Exception {
    var exchange = pools.get(pool, "/").staying();
    var peer = upstream.accept();
    peer.request();
    peer.write("HTTP/1.1 101 Other\r\nupgrade: h2c\r\n\r\nbytes of another protocol");
    peer.finish();
    assertThat(exchange.next()).isEqualTo("head 101");
    assertThat(List.of("ended", "broken")).contains(exchange.next().split(" ", 2)[0]);
    exchange.run(exchange.stream()::leave);
    assertThat(exchange.body()).isEmpty();
    assertThat(peer.rest()).isEmpty();
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }
}
