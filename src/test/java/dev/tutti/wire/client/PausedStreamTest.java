package dev.tutti.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import dev.tutti.wire.ByteUpstreamCase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slow reader takes little memory, and loses nothing of what has come. */
class PausedStreamTest extends ByteUpstreamCase {
  private static final Duration LULL = Duration.ofMillis(300);
  private static final int TIMES = 1_000;

  private TestingExchange pausedAtHead() {
    var exchange = pools.get(pool, "/");
    return exchange.onEvent(
        what -> {
          if (what.equals("head")) {
            exchange.stream().pause();
          }
        });
  }

  @Test
  void what_does_not_fit_stays_with_the_upstream() throws Exception {
    var exchange = pausedAtHead();
    var peer = upstream.accept();
    peer.request();
    var part = "a".repeat(100_000);
    peer.write("HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n".formatted(TIMES * 100_000L));
    var written = peer.writeOften(part, TIMES);
    assertThat(Patience.takeUntilLull(written, LULL)).isLessThan(TIMES);
    assertThat(exchange.received()).isZero();
    exchange.run(exchange.stream()::resume);
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.received()).isEqualTo(TIMES * 100_000L);
  }

  /** Reader who takes one read at a time and waits in between. */
  @Test
  void pausing_at_each_piece_changes_nothing_of_the_body() throws Exception {
    var exchange = pools.get(pool, "/");
    exchange.onEvent(
        what -> {
          if (!exchange.isOver()) {
            exchange.stream().pause();
            pools.loop(0).afterTurn(exchange.stream()::resume);
          }
        });
    var peer = upstream.accept();
    peer.request();
    var text = "0123456789".repeat(40_000);
    peer.write("HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s".formatted(text.length(), text));
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.body()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_break_is_told_at_once_and_comes_after_what_is_kept(boolean reset) throws Exception {
    var exchange = pausedAtHead();
    var peer = upstream.accept();
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n");
    assertThat(exchange.next()).isEqualTo("head 200");
    peer.write("hello");
    if (reset) {
      peer.reset();
    } else {
      peer.close();
    }
    assertThat(exchange.next()).isEqualTo("cut");
    assertThat(exchange.isOver()).isFalse();
    exchange.run(exchange.stream()::resume);
    assertThat(exchange.end()).startsWith("broken");
    if (!reset) {
      assertThat(exchange.body()).isEqualTo("hello"); // a reset may overtake it
    }
  }

  @Test
  void what_is_no_http_is_told_once_and_after_what_came_before() throws Exception {
    var exchange = pausedAtHead().staying();
    var peer = upstream.accept();
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    assertThat(exchange.next()).isEqualTo("head 200");
    peer.write("2\r\nhi\r\nnonsense\r\n");
    peer.finish();
    assertThat(exchange.next()).isEqualTo("cut");
    exchange.run(exchange.stream()::resume);
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.body()).isEqualTo("hi");
    assertThat(peer.rest()).isEmpty();
    exchange.run(exchange.stream()::resume);
    exchange.run(exchange.stream()::leave);
    assertThat(exchange.next()).startsWith("broken");
    assertThat(exchange.waiting()).isZero();
  }

  @Test
  void an_end_that_is_kept_comes_when_the_reader_goes_on_and_the_connection_too() throws Exception {
    var exchange = pausedAtHead();
    var peer = upstream.accept();
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
    assertThat(exchange.head().status()).isEqualTo(200);
    exchange.run(exchange.stream()::resume);
    assertThat(exchange.end()).isEqualTo("ended");
    var next = pools.get(pool, "/next");
    assertThat(peer.request().target()).isEqualTo("/next");
    peer.write("HTTP/1.1 204 None\r\n\r\n");
    assertThat(next.end()).isEqualTo("ended");
  }

  @Test
  void who_leaves_while_paused_closes_the_connection() throws Exception {
    var exchange = pausedAtHead();
    var peer = upstream.accept();
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\ncontent-length: 50000\r\n\r\n" + "a".repeat(50_000));
    assertThat(exchange.head().status()).isEqualTo(200);
    exchange.run(exchange.stream()::leave);
    assertThat(peer.rest()).isEmpty();
  }

  /** An exception of a listener is its own: the connection is lost, and nobody else's. */
  @ParameterizedTest
  @ValueSource(strings = {"head", "bytes"})
  void what_a_listener_throws_breaks_its_exchange(String where) throws Exception {
    var exchange = pools.get(pool, "/");
    exchange.onEvent(
        what -> {
          if (what.equals(where)) {
            throw new IllegalStateException("thrown by a listener");
          }
        });
    var peer = upstream.accept();
    peer.request();
    peer.write("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello");
    assertThat(exchange.end()).isEqualTo("broken thrown by a listener");
    assertThat(peer.rest()).isEmpty();
  }
}
