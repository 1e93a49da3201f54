package dev.tutti.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.RawUpstream;
import dev.tutti.wire.ByteUpstreamCase;
import io.netty.handler.codec.DecoderException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no answer of HTTP, or too long for one, breaks its exchange and its connection. */
class UnreadableAnswerTest extends ByteUpstreamCase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6~~",
        "ICY 200 OK~~",
        "HTTP/1.1 OK 200~~",
        "HTTP/1.1 -200 OK~~",
        "HTTP/1.1 20 OK~content-length: 0~~",
        "HTTP/1.1 1000 OK~content-length: 0~~",
        "HTTP/1.1 200 OK~content-length: 2~transfer-encoding: chunked~~2~hi~0~~",
        "HTTP/1.0 200 OK~connection: keep-alive~transfer-encoding: chunked~~2~hi~0~~",
        "HTTP/1.1 200 OK~: x~content-length: 0~~",
        "HTTP/1.1 200 OK~x: a\\0b~content-length: 0~~",
        "HTTP/1.1 200 OK~x: a\\rb~content-length: 0~~",
        "HTTP/1.1 200 OK~x\\0y: b~content-length: 0~~",
        "HTTP/1.1 200 OK~content-length: 2~content-length: 3~~hi!",
        "HTTP/1.1 200 OK~content-length: -2~~hi",
        "HTTP/1.1 200 OK~content-length: 2x~~hi",
        "HTTP/1.1 200 OK~content-length: +2~~hi",
        "HTTP/1.1 200 OK~content-length: 99999999999999999999~~hi",
      })
  void what_is_no_head_of_http_is_a_decoding_error(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(RawUpstream.unescaped(answer));
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
        "HTTP/1.1 200 OK~x: %s~~",
        "HTTP/1.1 200 %s~~",
        "HTTP/1.1 100 Go on~x: %s~~",
        "HTTP/1.1 200 OK~transfer-encoding: chunked~~0~x: %s~~",
        "HTTP/1.1 200 OK~transfer-encoding: chunked~~1;%s~a~",
      })
  void lines_beyond_64_kib_are_refused(String answer) throws Exception {
    var exchange = pools.get(pool, "/");
    var peer = upstream.accept();
    peer.request();
    peer.write(RawUpstream.unescaped(answer).formatted("a".repeat(66_000)));
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.cause()).isInstanceOf(DecoderException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"upgrade: h2c~", "upgrade: websocket~", "upgrade: HTTP/1.1~", ""})
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
    peer.write(
        "HTTP/1.1 101 Other\r\n" + RawUpstream.unescaped(header) + "\r\nbytes of another protocol");
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
}
