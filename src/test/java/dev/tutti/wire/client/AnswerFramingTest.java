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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an answer begins and ends (RFC 9112, 6), and whether its connection is used again. */
class AnswerFramingTest {
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
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nhi | 200 | hi",
        "HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n | 200 | ''",
        "HTTP/1.1 200\\r\\ncontent-length: 2\\r\\n\\r\\nhi | 200 | hi",
        "HTTP/1.1 204 None\\r\\n\\r\\n | 204 | ''",
        "HTTP/1.1 204 None\\r\\ncontent-length: 5\\r\\n\\r\\n | 204 | ''",
        "HTTP/1.1 304 Same\\r\\ncontent-length: 5\\r\\n\\r\\n | 304 | ''",
        "HTTP/1.1 100 Go on\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nhi | 200 | hi",
        "HTTP/1.1 102 Soon\\r\\n\\r\\nHTTP/1.1 102 Soon\\r\\n\\r\\nHTTP/1.1 204 None\\r\\n\\r\\n | 204 | ''",
        "HTTP/1.1 103 Hints\\r\\nlink: </x>\\r\\ncontent-length: 9\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nhi | 200 | hi",
        "HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n1\\r\\nh\\r\\n1;a=b;c=\"d\"\\r\\ni\\r\\n0;e\\r\\nx-trailer: t\\r\\ncontent-length: 7\\r\\n\\r\\n | 200 | hi",
        "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: Chunked\\r\\n\\r\\n0002\\r\\nhi\\r\\n000\\r\\n\\r\\n | 200 | hi",
        "HTTP/1.0 200 OK\\r\\nconnection: keep-alive\\r\\ncontent-length: 2\\r\\n\\r\\nhi | 200 | hi",
        "HTTP/1.1 200 OK\\r\\nx-folded: a\\r\\n  b\\r\\ncontent-length: 2\\r\\n\\r\\nhi | 200 | hi",
      })
  void an_answer_with_its_length_ends_and_its_connection_goes_on(
      String answer, int status, String body) throws Exception {
    var first = pools.get(pool, "/1");
    var peer = upstream.accept();
    peer.request();
    peer.write(unescaped(answer));
    assertThat(first.end()).isEqualTo("ended");
    assertThat(first.head().status()).isEqualTo(status);
    assertThat(first.body()).isEqualTo(body);
    assertNextIsAnsweredBy(peer);
  }

  /** The same, byte by byte: as cut as the network may cut it. */
  @Test
  void an_answer_may_come_in_single_bytes() throws Exception {
    var first = pools.get(pool, "/1");
    var peer = upstream.accept();
    peer.request();
    var answer =
        "HTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
            + "3;x\r\nabc\r\n2\r\nde\r\n0\r\nt: u\r\n\r\n";
    for (char each : answer.toCharArray()) {
      peer.write(String.valueOf(each));
    }
    assertThat(first.end()).isEqualTo("ended");
    assertThat(first.body()).isEqualTo("abcde");
    assertNextIsAnsweredBy(peer);
  }

  private void assertNextIsAnsweredBy(RawUpstream.Peer peer) throws Exception {
    var next = pools.get(pool, "/next");
    assertThat(peer.request().target()).isEqualTo("/next");
    peer.write("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nnext");
    assertThat(next.end()).isEqualTo("ended");
    assertThat(next.body()).isEqualTo("next");
    assertThat(upstream.accepted()).isEqualTo(1);
  }

  @Test
  void an_answer_to_head_has_no_body_and_the_next_one_has() throws Exception {
    var first = pools.exchange(pool, TestingPool.head("HEAD", "/"), TestingExchange::send);
    var peer = upstream.accept();
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
    assertThat(first.end()).isEqualTo("ended");
    assertThat(first.head().header("content-length")).isEqualTo("1000");
    assertNextIsAnsweredBy(peer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\\r\\n\\r\\nhi",
        "HTTP/1.0 200 OK\\r\\n\\r\\nhi",
        "HTTP/1.0 200 OK\\r\\nconnection: keep-alive\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\nconnection: close\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\ntransfer-encoding: identity\\r\\n\\r\\nhi",
      })
  void a_body_without_a_length_goes_on_until_the_close(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(unescaped(answer));
    assertThat(exchange.head().status()).isEqualTo(200);
    assertThat(exchange.isOver()).isFalse();
    peer.close();
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.body()).isEqualTo("hi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\\r\\nconnection: close\\r\\ncontent-length: 2\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\nConnection: x, Close\\r\\ncontent-length: 2\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\nconnection: x\\r\\nconnection: close\\r\\ncontent-length: 2\\r\\n\\r\\nhi",
        "HTTP/1.0 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nhi and more",
        "HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nhi\\r\\nH",
        "HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n2\\r\\nhi\\r\\n0\\r\\n\\r\\nHTTP/1.1 2",
      })
  void a_connection_that_cannot_be_trusted_any_more_is_closed(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(unescaped(answer));
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.body()).isEqualTo("hi");
    assertThat(peer.rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\\r\\ncontent-length: 3\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n3\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n2\\r\\nhi\\r\\n",
        "HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n2\\r\\nhi\\r\\n0\\r\\n",
        "HTTP/1.1 200 OK\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n2\\r\\nhi\\r\\n0\\r\\nx-trailer: ",
      })
  void a_body_that_is_cut_is_a_break_after_what_came(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(unescaped(answer));
    peer.close();
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.cause()).isInstanceOf(IOException.class);
    assertThat(exchange.body()).isEqualTo("hi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\\r\\n",
        "HTTP/1.1 200 OK\\r\\ncontent-le",
        "HTTP/1.1 100 Go on\\r\\n\\r\\n",
      })
  void a_head_that_is_cut_is_a_break(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(unescaped(answer));
    peer.close();
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.cause()).isInstanceOf(IOException.class);
    assertThat(exchange.hasHead()).isFalse();
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
        "HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n2\\r\\nhi\\r\\n0\\r\\n\\r\\n",
        "HTTP/1.0 200 OK\\r\\nconnection: keep-alive\\r\\ntransfer-encoding: chunked\\r\\n\\r\\n2\\r\\nhi\\r\\n0\\r\\n\\r\\n",
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
    peer.write("HTTP/1.1 200 OK\r\nx: %s\r\ncontent-length: 0\r\n\r\n".formatted("a".repeat(length)));
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

  /** Nobody asks for another protocol: what follows it is none of the caller's. */
  @ParameterizedTest
  @ValueSource(strings = {"upgrade: h2c\\r\\n", "upgrade: websocket\\r\\n", "upgrade: HTTP/1.1\\r\\n", ""})
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
