package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Patience;
import dev.tutti.testing.RawUpstream;
import dev.tutti.wire.client.TestingExchange;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An upstream may close an idle connection just as a request is on its way: then it is sent once
 * more, and never otherwise (RFC 9112, 9.3.1).
 */
class StaleConnectionTest extends ByteUpstreamCase {
  private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";

  /** Connection that has carried a call. */
  private RawUpstream.Peer used() throws Exception {
    var first = pools.get(pool, "/first");
    var peer = upstream.accept();
    peer.request();
    peer.write(ANSWER);
    assertThat(first.end()).isEqualTo("ended");
    return peer;
  }

  private static void close(RawUpstream.Peer peer, boolean reset) throws IOException {
    if (reset) {
      peer.reset();
    } else {
      peer.close();
    }
  }

  private CompletableFuture<SmallRequest.SmallResponse> small() {
    var answer = new CompletableFuture<SmallRequest.SmallResponse>();
    pools
        .loop(0)
        .run(
            () ->
                SmallRequest.run(
                        pool,
                        pools.call(0),
                        TestingPool.head("POST", "/small"),
                        new byte[] {'x'},
                        TestingPool.CONNECT,
                        100)
                    .onSuccess(answer::complete)
                    .onFailure(answer::completeExceptionally));
    return answer;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_small_request_is_sent_once_more_on_a_new_connection(boolean reset) throws Exception {
    var peer = used();
    var answer = small();
    assertThat(peer.request().target()).isEqualTo("/small");
    close(peer, reset);
    var second = upstream.accept();
    assertThat(second.request().body()).isEqualTo("x");
    second.write(ANSWER);
    assertThat(Patience.await(answer, "the answer").body()).isEqualTo("hi");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_small_request_is_not_sent_a_third_time(boolean reset) throws Exception {
    var peer = used();
    var answer = small();
    peer.request();
    close(peer, reset);
    var second = upstream.accept();
    second.request();
    close(second, reset);
    Patience.until(answer::isCompletedExceptionally, "it has failed");
    assertThat(upstream.hasMore()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Go on\r\n\r\n", "no http\r\n\r\n"})
  void a_small_request_of_whose_answer_something_came_is_not_sent_again(String some)
      throws Exception {
    var peer = used();
    var answer = small();
    peer.request();
    peer.write(some);
    peer.finish();
    Patience.until(answer::isCompletedExceptionally, "it has failed");
    assertThat(upstream.hasMore()).isFalse();
  }

  @Test
  void a_small_request_that_cannot_be_written_fails_and_gives_its_permit_back() throws Exception {
    var answer = new CompletableFuture<Throwable>();
    pools
        .loop(0)
        .run(
            () ->
                SmallRequest.run(
                        pool,
                        pools.call(0),
                        TestingPool.head("POST", "/a b"),
                        new byte[0],
                        TestingPool.CONNECT,
                        100)
                    .onFailure(answer::complete));
    assertThat(Patience.await(answer, "the refusal")).hasMessageContaining("U+0020");
  }

  /** What the server asks before it sends a request once more. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_stream_may_be_stale_only_when_nothing_has_come_on_a_used_connection(boolean reset)
      throws Exception {
    var peer = used();
    var exchange = post();
    peer.request();
    close(peer, reset);
    assertThat(exchange.end()).startsWith("broken");
    assertThat(exchange.stream().mayBeStale()).isTrue();
    var second = post();
    var other = upstream.accept();
    other.request();
    close(other, reset);
    assertThat(second.end()).startsWith("broken");
    assertThat(second.stream().mayBeStale()).isFalse();
  }

  private TestingExchange post() {
    return pools.exchange(
        pool, TestingPool.head("POST", "/"), it -> it.stream().send(Buffer.buffer("x")));
  }

  @Test
  void acquiring_anew_passes_over_idle_connections() throws Exception {
    used();
    var stream =
        pools.on(
            0,
            () ->
                pool.acquireNew(
                    pools.call(0), TestingPool.head("GET", "/"), Duration.ofMinutes(1)));
    upstream.accept();
    assertThat(stream.mayBeStale()).isFalse();
    pools.run(stream::leave);
  }
}
