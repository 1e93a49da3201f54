package dev.tutti.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.RawUpstream;
import dev.tutti.wire.ByteUpstreamCase;
import dev.tutti.wire.TestingPool;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an answer begins and ends (RFC 9112, 6), and whether its connection is used again. */
class AnswerFramingTest extends ByteUpstreamCase {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK~content-length: 2~~hi | 200 | hi",
        "HTTP/1.1 200 OK~content-length: 0~~ | 200 | ''",
        "HTTP/1.1 200~content-length: 2~~hi | 200 | hi",
        "HTTP/1.1 204 None~~ | 204 | ''",
        "HTTP/1.1 204 None~content-length: 5~~ | 204 | ''",
        "HTTP/1.1 304 Same~content-length: 5~~ | 304 | ''",
        "HTTP/1.1 100 Go on~~HTTP/1.1 200 OK~content-length: 2~~hi | 200 | hi",
        "HTTP/1.1 102 Soon~~HTTP/1.1 102 Soon~~HTTP/1.1 204 None~~ | 204 | ''",
        "HTTP/1.1 103 Hints~link: </x>~content-length: 9~~HTTP/1.1 200 OK~content-length: 2~~hi |"
            + " 200 | hi",
        "HTTP/1.1 200 OK~transfer-encoding: chunked~~1~h~1;a=b;c=\"d\"~i~0;e~x-trailer:"
            + " t~content-length: 7~~ | 200 | hi",
        "HTTP/1.1 200 OK~Transfer-Encoding: Chunked~~0002~hi~000~~ | 200 | hi",
        "HTTP/1.0 200 OK~connection: keep-alive~content-length: 2~~hi | 200 | hi",
        "HTTP/1.1 200 OK~x-folded: a~  b~content-length: 2~~hi | 200 | hi",
      })
  void an_answer_with_its_length_ends_and_its_connection_goes_on(
      String answer, int status, String body) throws Exception {
    var first = pools.get(pool, "/1");
    var peer = upstream.accept();
    peer.request();
    peer.write(RawUpstream.unescaped(answer));
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
        "HTTP/1.1 200 OK~~hi",
        "HTTP/1.0 200 OK~~hi",
        "HTTP/1.0 200 OK~connection: keep-alive~~hi",
        "HTTP/1.1 200 OK~connection: close~~hi",
        "HTTP/1.1 200 OK~transfer-encoding: identity~~hi",
      })
  void a_body_without_a_length_goes_on_until_the_close(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(RawUpstream.unescaped(answer));
    assertThat(exchange.head().status()).isEqualTo(200);
    assertThat(exchange.isOver()).isFalse();
    peer.close();
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.body()).isEqualTo("hi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK~connection: close~content-length: 2~~hi",
        "HTTP/1.1 200 OK~Connection: x, Close~content-length: 2~~hi",
        "HTTP/1.1 200 OK~connection: x~connection: close~content-length: 2~~hi",
        "HTTP/1.0 200 OK~content-length: 2~~hi",
        "HTTP/1.1 200 OK~content-length: 2~~hi and more",
        "HTTP/1.1 200 OK~content-length: 2~~hi~H",
        "HTTP/1.1 200 OK~transfer-encoding: chunked~~2~hi~0~~HTTP/1.1 2",
      })
  void a_connection_that_cannot_be_trusted_any_more_is_closed(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(RawUpstream.unescaped(answer));
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.body()).isEqualTo("hi");
    assertThat(peer.rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK~content-length: 3~~hi",
        "HTTP/1.1 200 OK~transfer-encoding: chunked~~3~hi",
        "HTTP/1.1 200 OK~transfer-encoding: chunked~~2~hi~",
        "HTTP/1.1 200 OK~transfer-encoding: chunked~~2~hi~0~",
        "HTTP/1.1 200 OK~transfer-encoding: chunked~~2~hi~0~x-trailer: ",
      })
  void a_body_that_is_cut_is_a_break_after_what_came(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(RawUpstream.unescaped(answer));
    peer.close();
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.cause()).isInstanceOf(IOException.class);
    assertThat(exchange.body()).isEqualTo("hi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK~",
        "HTTP/1.1 200 OK~content-le",
        "HTTP/1.1 100 Go on~~",
      })
  void a_head_that_is_cut_is_a_break(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(RawUpstream.unescaped(answer));
    peer.close();
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.cause()).isInstanceOf(IOException.class);
    assertThat(exchange.hasHead()).isFalse();
  }
}
