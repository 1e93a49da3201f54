package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.BlackHole;
import dev.tutti.testing.Patience;
import dev.tutti.wire.client.TestingExchange;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever callers of several loops do, a pool keeps its limit and gets its permits back. */
class PoolStressTest {
  private static final int LOOPS = 3;
  private static final int CALLS = 1_500;

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "2, 0, 0", "4, 2, 2", "7, 7, 5"})
  void never_more_are_open_than_allowed_and_nothing_is_lost(int most, int kept, int warm)
      throws Exception {
    long seed = new Random().nextLong();
    var settings =
        new PoolSettings(most, kept, warm, Duration.ofSeconds(50), Duration.ofMillis(20));
    try (var upstream = new CountingUpstream(seed);
        var pools = TestingPool.start(LOOPS, settings)) {
      var pool = pools.pool(upstream.port());
      pool.warm();
      var left = new CountDownLatch(CALLS);
      var random = new Random(seed);
      for (int i = 0; i < CALLS; i++) {
        new Caller(pools, pool, new Random(random.nextLong()), left).begin(i % LOOPS);
        if (i % 100 == 0) {
          pool.sweep();
          pool.warm();
        }
      }
      assertThat(left.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as("seed %d: %d calls have no end", seed, left.getCount())
          .isTrue();
      pools.awaitUnused(pool);
      var statistics = pool.statistics();
      assertThat(statistics.waiting()).isZero();
      assertThat(upstream.most()).as("seed %d", seed).isBetween(1, most);
      pool.close();
      Patience.until(() -> upstream.open() == 0, "every connection is closed");
      Patience.until(() -> pool.statistics().connections().isEmpty(), "none counts as open");
    }
  }

  /** A caller who does one of the things that callers do. */
  private record Caller(TestingPool pools, Pool pool, Random random, CountDownLatch left) {
    void begin(int loop) {
      var call = pools.call(loop);
      int fate = random.nextInt(10);
      pools
          .loop(loop)
          .run(
              () -> {
                var exchange = new TestingExchange(pools.loop(loop));
                exchange.onEvent(what -> heard(what, fate, exchange));
                var got =
                    fate == 0
                        ? pool.acquireNew(call, TestingPool.head("GET", "/"), TestingPool.CONNECT)
                        : pool.acquire(call, TestingPool.head("GET", "/"), TestingPool.CONNECT);
                exchange.begin(got, it -> use(it, fate));
                if (fate == 3) {
                  call.cancel(); // in line, or while connecting
                }
              });
    }

    private void use(TestingExchange exchange, int fate) {
      if (fate != 1) {
        exchange.send();
      }
      if (fate == 1 || fate == 2) {
        exchange.stream().leave();
        exchange.stream().leave();
        left.countDown();
      }
    }

    private void heard(String what, int fate, TestingExchange exchange) {
      if (what.equals("head") && fate == 4) {
        exchange.stream().leave();
        left.countDown();
      } else if (what.equals("ended") || what.equals("broken") || what.equals("refused")) {
        left.countDown();
      }
    }
  }

  @Test
  void callers_who_cannot_connect_give_their_permits_back() throws Exception {
    var settings = new PoolSettings(3, 3, 0, Duration.ofSeconds(50), Duration.ofSeconds(50));
    try (var hole = BlackHole.open();
        var pools = TestingPool.start(LOOPS, settings)) {
      var pool = pools.pool(URI.create(hole.url()).resolve("/").toString(), Tls.DEFAULT);
      var left = new CountDownLatch(3);
      for (int i = 0; i < 3; i++) {
        int loop = i;
        pools
            .loop(i)
            .run(
                () ->
                    pool.acquire(
                            pools.call(loop), TestingPool.head("GET", "/"), Duration.ofMillis(20))
                        .onFailure(_ -> left.countDown()));
      }
      assertThat(left.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(pool.statistics().connections()).isEmpty();
    }
  }

  @Test
  void whoever_waits_when_the_pool_is_closed_is_refused_however_many_they_are() throws Exception {
    var settings = new PoolSettings(1, 1, 0, Duration.ofSeconds(50), Duration.ofSeconds(50));
    int many = 20_000;
    try (var upstream = new CountingUpstream(1);
        var pools = TestingPool.start(1, settings)) {
      var pool = pools.pool(upstream.port());
      var held = pools.stream(pool, TestingPool.head("GET", "/"));
      var left = new CountDownLatch(many);
      pools.run(
          () -> {
            for (int i = 0; i < many; i++) {
              pool.acquire(pools.call(0), TestingPool.head("GET", "/"), TestingPool.CONNECT)
                  .onFailure(_ -> left.countDown());
            }
          });
      pool.close();
      pools.run(held::leave);
      assertThat(left.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
          .as("%d wait", left.getCount())
          .isTrue();
      pools.awaitUnused(pool);
    }
  }
}
