package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.testing.Patience;
import dev.tutti.wire.client.ClientStream;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pools of origins that callers name. */
class HttpPoolsTest {
  private static final PoolSettings SETTINGS =
      new PoolSettings(10, 10, 0, Patience.LIMIT, Duration.ofMillis(20));

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Vertx vertx = Vertx.vertx();
  private final Loops loops = Loops.start(vertx, 1);
  private final HttpPools pools =
      HttpPools.visiting(
          loops, SETTINGS, EgressGuard.configured(List.of()), BodyMemory.of(1 << 20), now::get);

  @AfterEach
  void close() {
    pools.close();
    vertx.close().await();
  }

  private Pool pool(String origin) {
    return pools.pool(Origin.of(URI.create(origin)), Tls.DEFAULT);
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private List<String> known() {
    return pools.statistics().stream().map(PoolStatistics::origin).toList();
  }

  private ClientStream stream(Pool pool) throws InterruptedException {
    var acquired = new CompletableFuture<ClientStream>();
    var loop = loops.next();
    loop.run(
        () ->
            pool.acquire(
                    new Call("c", Caller.ANONYMOUS, loop, Patience.LIMIT),
                    new RequestOptions().setMethod(HttpMethod.GET).setURI("/"),
                    Patience.LIMIT)
                .onSuccess(acquired::complete)
                .onFailure(acquired::completeExceptionally));
    return Patience.await(acquired, "a connection");
  }

  @Test
  void origins_that_nobody_asks_for_any_more_are_forgotten() {
    var _ = pool("http://one.example");
    var other = pool("http://other.example");
    pass(Duration.ofMinutes(9));
    assertThat(pool("http://other.example")).isSameAs(other);
    pass(Duration.ofMinutes(1));
    Patience.until(() -> known().size() == 1, "one is forgotten");
    assertThat(pool("http://other.example")).isSameAs(other);
  }

  @Test
  void an_origin_that_is_in_use_is_not_forgotten() throws Exception {
    try (var upstream = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var used = pool("http://127.0.0.1:" + upstream.getLocalPort());
      var stream = stream(used);
      var _ = pool("http://left.example");
      pass(Duration.ofHours(1));
      Patience.until(() -> known().size() == 1, "what is not in use is forgotten");
      assertThat(known()).containsExactly(used.origin().toString());
      loops.next().run(stream::leave);
      Patience.until(() -> known().isEmpty(), "what was in use is forgotten, too");
    }
  }
}
