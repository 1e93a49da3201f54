package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.Fault;
import dev.tutti.testing.Bombs;
import dev.tutti.testing.KnownFault;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingUpstream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status of a small answer counts, whatever becomes of its body. */
class SmallRequestTest {
  private static final int MOST = 16;
  private static final Vertx vertx = Vertx.vertx();
  private static final TestingUpstream upstream = TestingUpstream.start();
  private static final Loops loops = Loops.start(vertx, 1);
  private static final VertxLoop loop = loops.all().getFirst();
  private static final HttpPools pools =
      new HttpPools(
          loops,
          PoolSettings.DEFAULT,
          EgressGuard.configured(List.of()),
          BodyMemory.of(1 << 20),
          new SimpleMeterRegistry(),
          InstantSource.system());

  @AfterAll
  static void close() throws IOException {
    pools.close();
    vertx.close().await();
    upstream.close();
  }

  @ParameterizedTest
  @CsvSource({"gzip,200", "gzip,429", "deflate,200", "br,503"})
  @KnownFault("SECURITY-F3")
  void a_body_that_is_cut_or_not_known_is_none(String coding, int status) throws Exception {
    var body = Bombs.gzip("a text that is longer than what is kept of it");
    upstream.play(
        turn ->
            turn.head(status, "content-encoding: " + coding, "content-length: " + body.length)
                .write(body));
    var response = response();
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.body()).isEmpty();
  }

  /** A loop that is none of Vert.x makes the pool throw. */
  @Test
  void what_a_pool_throws_is_a_failure() {
    var call = new Call("c1", Caller.ANONYMOUS, new TestingLoop(), Duration.ofMinutes(1));
    var pool = pools.pool(Origin.of(URI.create(upstream.url())), Tls.DEFAULT);
    var head = new RequestOptions().setMethod(HttpMethod.GET).setURI("/");
    var answer = SmallRequest.run(pool, call, head, new byte[0], Duration.ofSeconds(10), MOST);
    assertThat(answer.cause()).isInstanceOf(Fault.class);
  }

  private static SmallRequest.SmallResponse response() throws InterruptedException {
    var response = new CompletableFuture<SmallRequest.SmallResponse>();
    var pool = pools.pool(Origin.of(URI.create(upstream.url())), Tls.DEFAULT);
    var head = new RequestOptions().setMethod(HttpMethod.POST).setURI("/");
    loop.run(
        () -> {
          var call = new Call("c1", Caller.ANONYMOUS, loop, Duration.ofMinutes(1));
          SmallRequest.run(pool, call, head, new byte[0], Duration.ofSeconds(10), MOST)
              .onSuccess(response::complete)
              .onFailure(response::completeExceptionally);
        });
    return Patience.await(response, "the answer");
  }
}
