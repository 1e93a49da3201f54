package dev.tutti.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.resilience.limit.Bucket.Demand;
import dev.tutti.resilience.limit.RateLimiter.Answer;
import dev.tutti.resilience.limit.RateLimiter.Granted;
import dev.tutti.resilience.limit.RateLimiter.Refused;
import dev.tutti.testing.Patience;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every rate limiter does, wherever it keeps its buckets. */
public abstract class RateLimiterContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int THREADS = 500;

  /** The limiter under test, new in each test. */
  abstract RateLimiter limiter();

  /** Lets time pass for the limiter. Thread-safe. */
  abstract void pass(Duration time);

  static Bucket bucket(String name, Measure measure, long most) {
    return new Bucket(name, Scope.KEY, name, measure, most);
  }

  private static final Bucket REQUESTS = bucket("a:requests", Measure.REQUESTS, 10);
  private static final Bucket TOKENS = bucket("a:tokens", Measure.TOKENS, 6_000);
  private static final Bucket PLACES = bucket("a:concurrency", Measure.CONCURRENCY, 2);

  private Answer reserve(Demand... demands) {
    var answer = limiter().reserve(List.of(demands));
    return answer.isComplete() ? answer.result() : answer.await();
  }

  private Refused refused(Demand... demands) {
    assertThat(reserve(demands)).isInstanceOf(Refused.class);
    return (Refused) reserve(demands);
  }

  private List<Long> granted(Demand... demands) {
    var answer = reserve(demands);
    assertThat(answer).isInstanceOf(Granted.class);
    return ((Granted) answer).levels().stream().map(level -> level.remaining()).toList();
  }

  @Test
  void a_bucket_is_full_at_first_and_empty_after_that_much() {
    assertThat(limiter().level(REQUESTS).remaining()).isEqualTo(10);
    for (long left = 9; left >= 0; left--) {
      assertThat(granted(new Demand(REQUESTS, 1))).containsExactly(left);
    }
    var refused = refused(new Demand(REQUESTS, 1));
    assertThat(refused.demand().bucket()).isEqualTo(REQUESTS);
    assertThat(refused.level().remaining()).isZero();
    assertThat(refused.left()).isEqualTo(Duration.ofSeconds(6));
    assertThat(limiter().level(REQUESTS).reset()).isEqualTo(MINUTE);
    assertThat(limiter().level(REQUESTS).untilSome()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void what_was_taken_comes_back_evenly_within_a_minute() {
    granted(new Demand(TOKENS, 6_000));
    pass(Duration.ofSeconds(1));
    assertThat(limiter().level(TOKENS).remaining()).isEqualTo(100);
    assertThat(refused(new Demand(TOKENS, 150)).left()).isEqualTo(Duration.ofMillis(500));
    pass(Duration.ofMillis(500));
    assertThat(granted(new Demand(TOKENS, 150))).containsExactly(0L);
    pass(Duration.ofHours(1));
    assertThat(limiter().level(TOKENS).remaining()).isEqualTo(6_000);
  }

  @Test
  void all_is_taken_or_nothing() {
    granted(new Demand(TOKENS, 5_900));
    for (int i = 0; i < 20; i++) {
      var refused =
          refused(new Demand(REQUESTS, 1), new Demand(PLACES, 1), new Demand(TOKENS, 200));
      assertThat(refused.demand().bucket()).isEqualTo(TOKENS);
    }
    assertThat(limiter().level(REQUESTS).remaining()).isEqualTo(10);
    assertThat(limiter().level(PLACES).remaining()).isEqualTo(2);
    assertThat(limiter().level(TOKENS).remaining()).isEqualTo(100);
  }

  @Test
  void the_bucket_that_takes_longest_says_how_long() {
    granted(new Demand(REQUESTS, 10), new Demand(TOKENS, 6_000));
    var refused = refused(new Demand(REQUESTS, 1), new Demand(TOKENS, 3_000));
    assertThat(refused.demand().bucket()).isEqualTo(TOKENS);
    assertThat(refused.left()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void what_is_given_back_can_be_taken_again_but_never_more_than_its_size() {
    granted(new Demand(TOKENS, 6_000));
    limiter().giveBack(new Demand(TOKENS, 500));
    assertThat(granted(new Demand(TOKENS, 400))).containsExactly(100L);
    limiter().giveBack(new Demand(TOKENS, 5_990));
    limiter().giveBack(new Demand(TOKENS, 5_990));
    assertThat(limiter().level(TOKENS).remaining()).isEqualTo(6_000);
  }

  @Test
  void what_is_charged_beyond_is_owed_first() {
    granted(new Demand(TOKENS, 6_000));
    limiter().charge(new Demand(TOKENS, 3_000));
    assertThat(limiter().level(TOKENS).remaining()).isZero();
    assertThat(limiter().level(TOKENS).reset()).isEqualTo(Duration.ofSeconds(90));
    pass(Duration.ofSeconds(30));
    assertThat(refused(new Demand(TOKENS, 100)).left()).isEqualTo(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));
    assertThat(granted(new Demand(TOKENS, 100))).containsExactly(0L);
  }

  @Test
  void a_place_comes_back_when_it_is_given_back_and_not_with_time() {
    granted(new Demand(PLACES, 1));
    assertThat(granted(new Demand(PLACES, 1))).containsExactly(0L);
    pass(Duration.ofHours(1));
    assertThat(refused(new Demand(PLACES, 1)).left()).isPositive();
    limiter().giveBack(new Demand(PLACES, 1));
    assertThat(granted(new Demand(PLACES, 1))).containsExactly(0L);
  }

  @Test
  void buckets_of_other_names_are_others() {
    granted(new Demand(REQUESTS, 10));
    assertThat(granted(new Demand(bucket("b:requests", Measure.REQUESTS, 10), 10)))
        .containsExactly(0L);
  }

  @Test
  void a_bucket_that_changes_its_size_keeps_the_share_that_is_left() {
    granted(new Demand(TOKENS, 3_000));
    var smaller = bucket(TOKENS.name(), Measure.TOKENS, 600);
    assertThat(granted(new Demand(smaller, 100))).containsExactly(200L);
    pass(MINUTE);
    assertThat(limiter().level(smaller).remaining()).isEqualTo(600);
  }

  @Test
  void the_emptiest_are_known() {
    granted(new Demand(REQUESTS, 9), new Demand(TOKENS, 60));
    assertThat(limiter().emptiest(10).stream().map(level -> level.bucket().name()))
        .containsExactly("a:requests", "a:tokens");
    assertThat(limiter().emptiest(1)).hasSize(1);
  }

  /**
   * Five hundred threads take from two buckets at once, give some back and let time pass. The sum
   * of what they keep never exceeds what a bucket held at first and what came back since.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void never_grants_more_than_capacity_and_rate_times_time(long seed) throws Exception {
    System.out.println("seed " + seed);
    var buckets = List.of(bucket("x", Measure.REQUESTS, 300), bucket("y", Measure.TOKENS, 12_000));
    var kept = List.of(new AtomicLong(), new AtomicLong());
    var passed = new AtomicLong();
    var rounds = new AtomicInteger();
    inThreads(
        thread -> {
          var random = new Random(seed * 1_000 + thread);
          for (int i = 0; i < 20; i++) {
            round(buckets, kept, random);
            if (random.nextInt(50) == 0) {
              var time = Duration.ofMillis(random.nextInt(200));
              pass(time);
              passed.addAndGet(time.toNanos());
            }
            rounds.incrementAndGet();
          }
        });
    assertThat(rounds).hasValue(THREADS * 20);
    for (int i = 0; i < 2; i++) {
      long most = buckets.get(i).most();
      long bound = most + (long) (most * (passed.get() / 60e9));
      assertThat(kept.get(i).get())
          .as("seed %d, %s", seed, buckets.get(i))
          .isLessThanOrEqualTo(bound);
    }
    var shares =
        Arrays.stream(new int[] {0, 1})
            .mapToDouble(i -> (double) kept.get(i).get() / buckets.get(i).most());
    assertThat(shares.max().orElse(0)).as("one of them was used up").isGreaterThan(0.99);
  }

  private void round(List<Bucket> buckets, List<AtomicLong> kept, RandomGenerator random) {
    var demands =
        List.of(new Demand(buckets.get(0), 1), new Demand(buckets.get(1), 1 + random.nextInt(100)));
    if (reserve(demands.toArray(Demand[]::new)) instanceof Granted) {
      long unused = random.nextInt(4) == 0 ? random.nextLong(demands.get(1).amount()) : 0;
      limiter().giveBack(new Demand(buckets.get(1), unused));
      kept.get(0).addAndGet(1);
      kept.get(1).addAndGet(demands.get(1).amount() - unused);
    }
  }

  @Test
  void never_lets_more_in_at_once_than_there_are_places() throws Exception {
    var places = bucket("p", Measure.CONCURRENCY, 7);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var granted = new AtomicInteger();
    inThreads(
        _ -> {
          for (int i = 0; i < 20; i++) {
            if (reserve(new Demand(places, 1)) instanceof Granted) {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              granted.incrementAndGet();
              Thread.onSpinWait();
              inside.decrementAndGet();
              limiter().giveBack(new Demand(places, 1));
            }
          }
        });
    assertThat(most.get()).isBetween(1, 7);
    assertThat(granted.get()).isGreaterThanOrEqualTo(7);
    assertThat(limiter().level(places).remaining()).isEqualTo(7);
  }

  /** What a thread does, by its number. */
  public interface Work {
    void run(int thread) throws Exception;
  }

  /** Does something in five hundred threads that begin together. */
  public static void inThreads(Work work) throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, THREADS)
              .mapToObj(
                  thread ->
                      threads.submit(
                          () -> {
                            start.await();
                            work.run(thread);
                            return thread;
                          }))
              .toList();
      start.countDown();
      for (var each : all) {
        each.get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }
}
