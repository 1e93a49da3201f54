package dev.tutti.wire;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.testing.Patience;
import dev.tutti.wire.client.ClientStream;
import dev.tutti.wire.client.TestingExchange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Pools on loops of their own, as the server has them, and the exchanges of a test on them. */
public final class TestingPool implements AutoCloseable {
  /** Time to connect that no test waits for. */
  public static final Duration CONNECT = Patience.LIMIT;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final Loops loops;
  private final HttpPools pools;

  private TestingPool(int count, PoolSettings settings) {
    this.loops = Loops.start(vertx, count);
    this.pools =
        new HttpPools(
            loops,
            settings,
            EgressGuard.configured(List.of("0.0.0.0/0", "::/0")),
            BodyMemory.of(64 << 20),
            new SimpleMeterRegistry(),
            InstantSource.system());
  }

  /** One loop, and the settings that are usual. */
  public static TestingPool start() {
    return start(1, PoolSettings.DEFAULT);
  }

  /** So many loops. */
  public static TestingPool start(int loops, PoolSettings settings) {
    return new TestingPool(loops, settings);
  }

  /** The pool of an upstream without TLS on this machine. */
  public Pool pool(int port) {
    return pool("http://127.0.0.1:" + port, Tls.DEFAULT);
  }

  /** The pool of an upstream. */
  public Pool pool(String origin, Tls tls) {
    return pools.pool(Origin.of(URI.create(origin)), tls);
  }

  /** Every pool. */
  public HttpPools pools() {
    return pools;
  }

  /** One of the loops. */
  public VertxLoop loop(int index) {
    return loops.all().get(index);
  }

  /** A call on one of the loops. */
  public Call call(int loop) {
    return new Call("c", Caller.ANONYMOUS, loop(loop), Duration.ofMinutes(5));
  }

  /** A request's head. */
  public static RequestOptions head(String method, String path) {
    return new RequestOptions().setMethod(HttpMethod.valueOf(method)).setURI(path);
  }

  /** Acquires on the first loop and does this with the exchange there. */
  public TestingExchange exchange(
      Pool pool, RequestOptions head, Consumer<TestingExchange> sending) {
    var exchange = new TestingExchange(loop(0));
    loop(0).run(() -> exchange.begin(pool.acquire(call(0), head, CONNECT), sending));
    return exchange;
  }

  /** Sends a request without a body. */
  public TestingExchange get(Pool pool, String path) {
    return exchange(pool, head("GET", path), TestingExchange::send);
  }

  /** A stream of the first loop. */
  public ClientStream stream(Pool pool, RequestOptions head) throws InterruptedException {
    return on(0, () -> pool.acquire(call(0), head, CONNECT));
  }

  /** What is computed on a loop. */
  public <T> T on(int loop, Callable<Future<T>> work) throws InterruptedException {
    var result = new CompletableFuture<T>();
    loop(loop)
        .run(
            () -> {
              try {
                work.call().onSuccess(result::complete).onFailure(result::completeExceptionally);
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    return Patience.await(result, "what a loop computes");
  }

  /** Does something on the first loop, after what it does now. */
  public void run(Runnable task) throws InterruptedException {
    on(
        0,
        () -> {
          task.run();
          return Future.succeededFuture();
        });
  }

  /** What of a pool is open, in use and idle. */
  public PoolStatistics statistics(Pool pool) {
    return pool.statistics();
  }

  /** Waits until a pool has lent nothing. */
  public void awaitUnused(Pool pool) {
    Patience.until(() -> pool.statistics().inUse() == 0, "every permit is back");
  }

  @Override
  public void close() {
    pools.close();
    vertx.close().await();
  }
}
