package dev.tutti.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.resilience.limit.Bucket.Demand;
import dev.tutti.resilience.limit.RateLimiter.Crowded;
import dev.tutti.resilience.limit.RateLimiter.Granted;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalRateLimiterTest extends RateLimiterContract {
  private final AtomicLong now = new AtomicLong();
  private final LocalRateLimiter limiter = new LocalRateLimiter(now::get, 100);

  @Override
  RateLimiter limiter() {
    return limiter;
  }

  @Override
  void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static Demand one(int name) {
    return new Demand(bucket("n" + name, Measure.REQUESTS, 10), 1);
  }

  @Test
  void buckets_in_use_are_kept_and_no_more_are_made() {
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.reserve(List.of(one(i))).result()).isInstanceOf(Granted.class);
    }
    assertThat(limiter.reserve(List.of(one(100))).result()).isEqualTo(new Crowded(100));
    assertThat(limiter.reserve(List.of(one(99))).result()).isInstanceOf(Granted.class);
    assertThat(limiter.size()).isEqualTo(100);
    assertThat(limiter.level(one(0).bucket()).remaining()).isEqualTo(9);
  }

  @Test
  void buckets_that_are_full_again_give_way() {
    for (int i = 0; i < 100; i++) {
      limiter.reserve(List.of(one(i)));
    }
    pass(Duration.ofSeconds(6));
    for (int i = 100; i < 1_000; i++) {
      assertThat(limiter.reserve(List.of(one(i))).result()).isInstanceOf(Granted.class);
      pass(Duration.ofSeconds(1));
    }
    assertThat(limiter.size()).as("only those of the last seconds are kept").isLessThan(30);
  }

  /**
   * Far more names than places: while five hundred threads take and give back, buckets are full
   * again and go, and come back for another. Time stands still, so nobody may ever find more than
   * two in any bucket.
   */
  @ParameterizedTest
  @EnumSource(names = {"REQUESTS", "CONCURRENCY"})
  void a_bucket_that_goes_and_comes_back_grants_nothing_twice(Measure measure) throws Exception {
    long seed = 11;
    System.out.println("seed " + seed);
    var few = new LocalRateLimiter(now::get, 16);
    var held = new ConcurrentHashMap<String, AtomicInteger>();
    var most = new AtomicInteger();
    inThreads(
        thread -> {
          var random = new Random(seed * 1_000 + thread);
          for (int i = 0; i < 40; i++) {
            var demand = new Demand(bucket("n" + random.nextInt(60), measure, 2), 1);
            if (few.reserve(List.of(demand)).result() instanceof Granted) {
              var holders = held.computeIfAbsent(demand.bucket().name(), _ -> new AtomicInteger());
              most.accumulateAndGet(holders.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              holders.decrementAndGet();
              few.giveBack(demand);
            }
          }
        });
    assertThat(most).as("seed %d", seed).hasPositiveValue().hasValueLessThanOrEqualTo(2);
    assertThat(held).as("names that had a bucket").hasSizeGreaterThan(16);
    assertThat(few.size()).isLessThanOrEqualTo(16);
  }
}
