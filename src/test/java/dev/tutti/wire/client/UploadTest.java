package dev.tutti.wire.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import dev.tutti.wire.ByteUpstreamCase;
import dev.tutti.wire.TestingPool;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of requests that are sent part by part, no faster than the upstream takes them. */
class UploadTest extends ByteUpstreamCase {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
  private static final int PART = 16 << 10;
  private static final int PARTS = 1_500;

  private TestingExchange post(long length, String... parts) {
    return pools.exchange(
        pool,
        TestingPool.head("POST", "/"),
        it -> {
          it.stream().begin(length);
          for (var each : parts) {
            it.stream().write(Buffer.buffer(each));
          }
          it.stream().end();
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {10, -1})
  void parts_arrive_in_their_order_and_the_connection_goes_on(long length) throws Exception {
    var first = post(length, "hello", "", "world");
    var peer = upstream.accept();
    var request = peer.request();
    assertThat(request.body()).isEqualTo("helloworld");
    assertThat(request.complete()).isTrue();
    peer.write(ANSWER);
    assertThat(first.end()).isEqualTo("ended");
    var second = post(0);
    assertThat(peer.request().header("content-length")).isEqualTo("0");
    peer.write(ANSWER);
    assertThat(second.end()).isEqualTo("ended");
  }

  @Test
  void a_buffer_may_be_sent_more_than_once() throws Exception {
    var body = Buffer.buffer("again");
    for (int i = 0; i < 2; i++) {
      var exchange =
          pools.exchange(pool, TestingPool.head("POST", "/"), it -> it.stream().send(body));
      try (var peer = upstream.accept()) {
        assertThat(peer.request().body()).isEqualTo("again");
        peer.write("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
        assertThat(exchange.end()).isEqualTo("ended");
      }
    }
  }

  @Test
  void a_large_body_is_sent_as_a_whole() throws Exception {
    var text = "a".repeat(3 << 20);
    var exchange =
        pools.exchange(
            pool, TestingPool.head("POST", "/"), it -> it.stream().send(Buffer.buffer(text)));
    var peer = upstream.accept();
    assertThat(peer.request().body()).isEqualTo(text);
    peer.write(ANSWER);
    assertThat(exchange.end()).isEqualTo("ended");
  }

  /** Source of an upload that obeys back-pressure, as the server does. */
  private static final class Source {
    private final byte[] bytes = new byte[PART];
    private final AtomicInteger written = new AtomicInteger();

    void begin(TestingExchange exchange) {
      var stream = exchange.stream();
      stream.begin(-1);
      stream.onDrain(() -> goOn(exchange));
      goOn(exchange);
    }

    private void goOn(TestingExchange exchange) {
      var stream = exchange.stream();
      while (!exchange.isOver() && !stream.isFull() && written.get() < PARTS) {
        stream.write(Buffer.buffer(bytes));
        if (written.incrementAndGet() == PARTS) {
          stream.end();
        }
      }
    }
  }

  @Test
  void a_slow_upstream_holds_the_upload_back_and_gets_all_of_it() throws Exception {
    var source = new Source();
    var exchange = pools.exchange(pool, TestingPool.head("POST", "/"), source::begin);
    var peer = upstream.accept();
    peer.until("\r\n\r\n");
    Patience.until(() -> full(exchange), "it is held back");
    assertThat(source.written.get()).isLessThan(PARTS);
    peer.until("\r\n0\r\n\r\n");
    peer.write(ANSWER);
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(source.written.get()).isEqualTo(PARTS);
  }

  private boolean full(TestingExchange exchange) {
    try {
      var isFull = new boolean[1];
      exchange.run(() -> isFull[0] = exchange.stream().isFull());
      return isFull[0];
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The rest of the upload is on its way when the upstream says no and closes. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_early_refusal_is_heard_although_the_rest_cannot_be_sent(boolean reset) throws Exception {
    var source = new Source();
    var exchange = pools.exchange(pool, TestingPool.head("POST", "/"), source::begin);
    var peer = upstream.accept();
    peer.until("\r\n\r\n");
    Patience.until(() -> full(exchange), "it is held back");
    peer.write("HTTP/1.1 413 Large\r\ncontent-length: 5\r\nconnection: close\r\n\r\nlarge");
    if (reset) {
      peer.close(); // with what it has not read, so that the client is told by a reset
    } else {
      peer.finish();
    }
    assertThat(exchange.end()).isEqualTo("ended");
    assertThat(exchange.head().status()).isEqualTo(413);
    assertThat(exchange.body()).isEqualTo("large");
  }

  @ParameterizedTest
  @ValueSource(longs = {100, -1})
  void who_leaves_in_the_middle_of_an_upload_closes_the_connection(long length) throws Exception {
    var exchange =
        pools.exchange(
            pool,
            TestingPool.head("POST", "/"),
            it -> {
              it.stream().begin(length);
              it.stream().write(Buffer.buffer("hello"));
            });
    var peer = upstream.accept();
    peer.until("hello");
    exchange.run(exchange.stream()::leave);
    exchange.run(exchange.stream()::leave);
    assertThat(peer.rest().strip()).isEmpty();
  }
}
