package dev.tutti.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.RawUpstream;
import dev.tutti.wire.Pool;
import dev.tutti.wire.TestingPool;
import java.io.IOException;
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
        "HTTP/1.1 100 Go on\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "HTTP/1.1 200 OK\\r"
            + "\\n"
            + "content-length: 2\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "hi | 200 | hi",
        "HTTP/1.1 102 Soon\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "HTTP/1.1 102 Soon\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "HTTP/1.1 204 None\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + " | 204 | ''",
        "HTTP/1.1 103 Hints\\r"
            + "\\n"
            + "link: </x>\\r"
            + "\\n"
            + "content-length: 9\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "HTTP/1.1 200 OK\\r"
            + "\\n"
            + "content-length: 2\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "hi | 200 | hi",
        "HTTP/1.1 200 OK\\r"
            + "\\n"
            + "transfer-encoding: chunked\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "1\\r"
            + "\\n"
            + "h\\r"
            + "\\n"
            + "1;a=b;c=\"d\"\\r"
            + "\\n"
            + "i\\r"
            + "\\n"
            + "0;e\\r"
            + "\\n"
            + "x-trailer: t\\r"
            + "\\n"
            + "content-length: 7\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + " | 200 | hi",
        "HTTP/1.1 200 OK\\r"
            + "\\n"
            + "Transfer-Encoding: Chunked\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "0002\\r"
            + "\\n"
            + "hi\\r"
            + "\\n"
            + "000\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + " | 200 | hi",
        "HTTP/1.0 200 OK\\r"
            + "\\n"
            + "connection: keep-alive\\r"
            + "\\n"
            + "content-length: 2\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "hi | 200 | hi",
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
        """
        HTTP/1.1 103 Hints

        HTTP/1.1 200 OK
        transfer-encoding: chunked

        3;x
        abc
        2
        de
        0
        t: u

        """
            .replace("\n", "\r\n");
    for (int i = 0; i < answer.length(); i++) {
      peer.write(answer.substring(i, i + 1));
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
        "HTTP/1.1 200 OK\\r"
            + "\\n"
            + "connection: x\\r"
            + "\\n"
            + "connection: close\\r"
            + "\\n"
            + "content-length: 2\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "hi",
        "HTTP/1.0 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nhi",
        "HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nhi and more",
        "HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\n\\r\\nhi\\r\\nH",
        "HTTP/1.1 200 OK\\r"
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
            + "\\n"
            + "HTTP/1.1 2",
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
        "HTTP/1.1 200 OK\\r"
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
            + "x-trailer: ",
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

  /** Nobody asks for another protocol: what follows it is none of the caller's. */
  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
  }
}
