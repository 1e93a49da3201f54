package dev.tutti.wire.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tutti.wire.ByteUpstreamCase;
import dev.tutti.wire.TestingPool;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.http.HttpHeadersInternal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in the head of a request can end its line, its request, or its body early. */
class RequestHeadTest extends ByteUpstreamCase {
  private static final String ANSWER = "HTTP/1.1 204 None\r\n\r\n";

  private static RequestOptions withHeader(String name, String value) {
    var headers =
        HttpHeadersInternal.headers( // which check nothing themselves
            DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders());
    headers.add(name, value);
    return TestingPool.head("POST", "/").setHeaders(headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a b",
        "/a\r\nx: y",
        "/a\n",
        "/a\r",
        "/a\0",
        "/a\t",
        "/ä",
        "/\u010a",
        "/a\u007f",
        ""
      })
  void a_target_of_more_than_one_word_is_refused(String target) throws Exception {
    assertRefused(TestingPool.head("POST", target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nx: y",
        "a\nx: y",
        "a\rb",
        "a\0b",
        "a\r\n\r\nGET /other HTTP/1.1",
        "\u010d\u010a",
        "a\u0100"
      })
  void a_value_of_more_than_one_line_is_refused(String value) throws Exception {
    assertRefused(withHeader("x-value", value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a\r\nb",
        "a\n",
        "a\0",
        "a:b",
        "transfer-encoding:",
        ":",
        " a",
        "a\t",
        "ä",
        "a\u010a",
        ""
      })
  void a_name_that_is_no_token_is_refused(String name) throws Exception {
    assertRefused(withHeader(name, "value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /other HTTP/1.1\r\nx: y", "A B", "A\r\n", "A\0"})
  void a_method_that_is_no_token_cannot_be_made(String method) {
    assertThatIllegalArgumentException().isThrownBy(() -> HttpMethod.valueOf(method));
  }

  /** Nothing is sent, and the connection serves the next call. */
  private void assertRefused(RequestOptions head) throws Exception {
    for (boolean whole : new boolean[] {true, false}) {
      var stream = pools.stream(pool, head);
      pools.run(
          () -> {
            assertThatIllegalArgumentException()
                .isThrownBy(
                    () -> {
                      if (whole) {
                        stream.send(Buffer.buffer("body"));
                      } else {
                        stream.begin(-1);
                      }
                    });
            stream.leave();
          });
    }
    var next = pools.get(pool, "/next");
    var peer = upstream.accept();
    assertThat(peer.until("\r\n")).isEqualTo("GET /next HTTP/1.1\r\n");
    peer.write(ANSWER);
    assertThat(next.end()).isEqualTo("ended");
    assertThat(upstream.accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "content-length, 1",
    "Content-Length, 999",
    "transfer-encoding, chunked",
    "Transfer-Encoding, 'gzip, chunked'"
  })
  void the_length_is_the_connections_own_business(String name, String value) throws Exception {
    var exchange =
        pools.exchange(
            pool, withHeader(name, value), it -> it.stream().send(Buffer.buffer("hello")));
    var peer = upstream.accept();
    assertThat(peer.until("hello"))
        .isEqualTo(
            "POST / HTTP/1.1\r\nhost: 127.0.0.1:%d\r\ncontent-length: 5\r\n\r\nhello"
                .formatted(upstream.port()));
    peer.write(ANSWER);
    assertThat(exchange.end()).isEqualTo("ended");
    var chunked =
        pools.exchange(
            pool,
            withHeader(name, value),
            it -> {
              it.stream().begin(-1);
              it.stream().end();
            });
    assertThat(peer.until("0\r\n\r\n"))
        .endsWith("\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n")
        .doesNotContainIgnoringCase("content-length");
    peer.write(ANSWER);
    assertThat(chunked.end()).isEqualTo("ended");
  }

  @Test
  void an_own_host_takes_the_place_of_the_origins() throws Exception {
    var exchange = pools.exchange(pool, withHeader("Host", "other.example"), TestingExchange::send);
    var peer = upstream.accept();
    assertThat(peer.until("\r\n\r\n"))
        .isEqualTo("POST / HTTP/1.1\r\nHost: other.example\r\ncontent-length: 0\r\n\r\n");
    peer.write(ANSWER);
    assertThat(exchange.end()).isEqualTo("ended");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, false",
    "HEAD, false",
    "DELETE, false",
    "OPTIONS, false",
    "POST, true",
    "PUT, true",
    "PATCH, true"
  })
  void an_empty_body_has_a_length_where_one_is_expected(String method, boolean has)
      throws Exception {
    var exchange = pools.exchange(pool, TestingPool.head(method, "/"), TestingExchange::send);
    var peer = upstream.accept();
    assertThat(peer.until("\r\n\r\n").contains("content-length: 0")).isEqualTo(has);
    peer.write(ANSWER);
    assertThat(exchange.end()).isEqualTo("ended");
  }
}
