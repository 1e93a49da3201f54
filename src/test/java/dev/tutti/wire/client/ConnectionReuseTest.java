package dev.tutti.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import dev.tutti.testing.RawUpstream;
import dev.tutti.wire.ByteUpstreamCase;
import dev.tutti.wire.TestingPool;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer never reaches a call that has not asked for it. */
class ConnectionReuseTest extends ByteUpstreamCase {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfirst";
  private static final String EXTRA = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nextra";
  private static final String SECOND = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecond";

  private static final Duration LULL = Duration.ofMillis(300);

  /** Whoever asks as soon as the first answer has ended must not get what came with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {EXTRA, "HTTP/1.1 2", "HTTP/1.1 103 Hints\r\n\r\n" + EXTRA, "\r\n" + EXTRA, "x"})
  void what_comes_with_an_answer_is_not_given_to_the_next_call(String extra) throws Exception {
    var second = new TestingExchange(pools.loop(0));
    var first = new TestingExchange(pools.loop(0));
    first.onEvent(
        what -> {
          if (what.equals("ended")) {
            second.begin(
                pool.acquire(pools.call(0), TestingPool.head("GET", "/2"), TestingPool.CONNECT),
                TestingExchange::send);
          }
        });
    pools.run(
        () ->
            first.begin(
                pool.acquire(pools.call(0), TestingPool.head("GET", "/1"), TestingPool.CONNECT),
                TestingExchange::send));
    var peer = upstream.accept();
    peer.request();
    peer.write(ANSWER + extra);
    assertThat(first.end()).isEqualTo("ended");
    assertThat(first.body()).isEqualTo("first");
    assertThat(peer.rest()).isEmpty();
    assertAnswered(second, upstream.accept());
  }

  private static void assertAnswered(TestingExchange exchange, RawUpstream.Peer peer)
      throws Exception {
    peer.request();
    peer.write(SECOND);
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.body()).isEqualTo("second");
  }

  @Test
  void bytes_on_an_idle_connection_close_it() throws Exception {
    var first = pools.get(pool, "/1");
    var peer = upstream.accept();
    peer.request();
    peer.write(ANSWER);
    assertThat(first.end()).isEqualTo("ended");
    peer.write(EXTRA);
    assertThat(peer.rest()).isEmpty();
    assertAnswered(pools.get(pool, "/2"), upstream.accept());
  }

  /** Part of a line on an idle connection would be read as the beginning of the next answer. */
  @Test
  void a_part_of_an_answer_on_an_idle_connection_closes_it() throws Exception {
    var first = pools.get(pool, "/1");
    var peer = upstream.accept();
    peer.request();
    peer.write(ANSWER);
    assertThat(first.end()).isEqualTo("ended");
    peer.write("HTTP/1.1 ");
    assertThat(peer.rest()).isEmpty();
    assertAnswered(pools.get(pool, "/2"), upstream.accept());
  }

  @Test
  void a_new_connection_on_which_the_upstream_speaks_first_answers_nobody() throws Exception {
    var stream = pools.stream(pool, TestingPool.head("GET", "/1"));
    var exchange = new TestingExchange(pools.loop(0));
    exchange.run(() -> exchange.begin(Future.succeededFuture(stream), _ -> {}));
    var peer = upstream.accept();
    peer.write(EXTRA);
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.hasHead()).isFalse();
    assertThat(peer.rest()).isEmpty();
  }

  @Test
  void an_answer_before_the_request_was_sent_whole_costs_the_connection() throws Exception {
    var exchange =
        pools.exchange(
            pool,
            TestingPool.head("POST", "/"),
            it -> {
              it.stream().begin(10);
              it.stream().write(Buffer.buffer("hello"));
            });
    var peer = upstream.accept();
    peer.until("hello");
    peer.write("HTTP/1.1 413 Too large\r\ncontent-length: 0\r\n\r\n");
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.head().status()).isEqualTo(413);
    assertThat(peer.rest()).isEmpty();
  }

  @Test
  void what_is_written_after_leaving_is_not_sent_on_the_next_call() throws Exception {
    var left = pools.stream(pool, TestingPool.head("POST", "/1"));
    var peer = upstream.accept();
    pools.run(left::leave);
    var next = pools.get(pool, "/2");
    pools.run(
        () -> {
          left.begin(5);
          left.write(Buffer.buffer("wrong"));
          left.end();
          left.send(Buffer.buffer("wrong"));
          left.pause();
          left.leave();
        });
    assertThat(peer.until("\r\n\r\n")).startsWith("GET /2 ");
    peer.write(SECOND);
    assertThat(next.end()).isEqualTo("ended");
    var last = pools.get(pool, "/3");
    assertThat(peer.until("\r\n\r\n")).startsWith("GET /3 ");
    peer.write(SECOND);
    assertThat(last.end()).isEqualTo("ended");
  }

  @Test
  void what_nobody_expects_is_not_kept_while_a_stream_is_paused() throws Exception {
    var first = pools.get(pool, "/1").staying();
    first.onEvent(
        what -> {
          if (what.equals("head")) {
            first.stream().pause();
          }
        });
    var peer = upstream.accept();
    peer.request();
    peer.write(ANSWER);
    assertThat(first.head().status()).isEqualTo(200);
    var written = peer.writeOften("HTTP/1.1 204 None\r\n\r\n".repeat(5_000), 400);
    assertThat(Patience.takeUntilLull(written, LULL)).isLessThan(400); // of 100 KB each
    first.run(first.stream()::resume);
    assertThat(first.end()).isEqualTo("ended");
    first.run(first.stream()::leave);
    assertThat(first.body()).isEqualTo("first");
  }
}
