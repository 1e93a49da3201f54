package dev.tutti.resilience.limit;

import dev.tutti.resilience.limit.RateLimiter.Level;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The contents of a bucket in this process. Thread-safe.
 *
 * <p>A full slot may be retired, as if it had never been. That is one step with being full: whoever
 * took from it at that moment finds it retired and turns to its successor.
 */
abstract sealed class Slot {
  private volatile Bucket bucket;
  private volatile boolean retired;

  private Slot(Bucket bucket) {
    this.bucket = bucket;
  }

  static Slot of(Bucket bucket, TimeMeter time) {
    return bucket.measure().refills() ? new Refilling(bucket, time) : new Places(bucket);
  }

  /** Takes an amount, or nothing. */
  abstract Decision take(long amount);

  /** Nanoseconds until an amount could be taken, zero when it could be now; takes nothing. */
  abstract long waitFor(long amount);

  abstract void giveBack(long amount);

  /** Takes an amount that may not be there. */
  abstract void charge(long amount);

  abstract Level level();

  /** Takes everything if it is full. */
  abstract boolean drainFull();

  /** The bucket as it was last asked for. */
  final Bucket bucket() {
    return bucket;
  }

  /** Takes on the size that is configured now. */
  final void resize(Bucket wanted) {
    if (bucket.most() != wanted.most()) {
      synchronized (this) {
        if (bucket.most() != wanted.most()) {
          bucket = wanted;
          resized();
        }
      }
    }
  }

  abstract void resized();

  /** Retires it if it is full. */
  final synchronized boolean retire(Runnable forget) {
    retired = true;
    if (drainFull()) {
      forget.run();
    } else {
      retired = false;
    }
    return retired;
  }

  /** Whether something that was just done to it was done in vain. */
  final boolean isRetired() {
    if (!retired) {
      return false;
    }
    synchronized (this) {
      return retired;
    }
  }

  /**
   * Result of a demand on the slot.
   *
   * @param left nanoseconds until it could be had, zero when it was granted
   * @param reset nanoseconds until it is full
   */
  record Decision(boolean granted, long remaining, long left, long reset) {
    Level level(Bucket bucket) {
      return new Level(bucket, Math.max(0, remaining), Duration.ofNanos(Math.max(0, reset)));
    }
  }

  /** Slot of a bucket that fills again with time. */
  private static final class Refilling extends Slot {
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final LocalBucket tokens;

    Refilling(Bucket bucket, TimeMeter time) {
      super(bucket);
      this.tokens =
          io.github.bucket4j.Bucket.builder()
              .withCustomTimePrecision(time)
              .addLimit(limit -> limit.capacity(bucket.most()).refillGreedy(bucket.most(), PERIOD))
              .build();
    }

    @Override
    Decision take(long amount) {
      var probe = tokens.tryConsumeAndReturnRemaining(amount);
      return new Decision(
          probe.isConsumed(),
          probe.getRemainingTokens(),
          probe.getNanosToWaitForRefill(),
          probe.getNanosToWaitForReset());
    }

    @Override
    long waitFor(long amount) {
      return tokens.estimateAbilityToConsume(amount).getNanosToWaitForRefill();
    }

    @Override
    void giveBack(long amount) {
      tokens.addTokens(amount);
    }

    @Override
    void charge(long amount) {
      tokens.consumeIgnoringRateLimits(amount);
    }

    @Override
    Level level() {
      long most = bucket().most();
      long left = Math.min(most, tokens.getAvailableTokens());
      double missing = (double) (most - left) / most;
      var reset = Duration.ofNanos((long) (missing * PERIOD.toNanos()));
      return new Level(bucket(), Math.max(0, left), reset);
    }

    @Override
    boolean drainFull() {
      return tokens.tryConsume(bucket().most());
    }

    /** The share that was left stays left. */
    @Override
    void resized() {
      var most = bucket().most();
      tokens.replaceConfiguration(
          BucketConfiguration.builder()
              .addLimit(limit -> limit.capacity(most).refillGreedy(most, PERIOD))
              .build(),
          TokensInheritanceStrategy.PROPORTIONALLY);
    }
  }

  /** Slot of a bucket that fills again when calls end. */
  private static final class Places extends Slot {
    private static final long GUESS = Duration.ofSeconds(1).toNanos();
    private static final long CLOSED = Long.MAX_VALUE / 2;

    private final AtomicLong taken = new AtomicLong();

    Places(Bucket bucket) {
      super(bucket);
    }

    @Override
    Decision take(long amount) {
      long most = bucket().most();
      while (true) {
        long before = taken.get();
        if (before + amount > most) {
          return new Decision(false, most - before, GUESS, GUESS);
        }
        if (taken.compareAndSet(before, before + amount)) {
          return new Decision(true, most - before - amount, 0, GUESS);
        }
      }
    }

    @Override
    long waitFor(long amount) {
      return taken.get() + amount > bucket().most() ? GUESS : 0;
    }

    @Override
    void giveBack(long amount) {
      taken.addAndGet(-amount);
    }

    @Override
    void charge(long amount) {
      taken.addAndGet(amount);
    }

    @Override
    Level level() {
      long left = bucket().most() - taken.get();
      boolean full = left == bucket().most();
      return new Level(bucket(), Math.max(0, left), full ? Duration.ZERO : Duration.ofNanos(GUESS));
    }

    @Override
    boolean drainFull() {
      return taken.compareAndSet(0, CLOSED);
    }

    @Override
    void resized() {}
  }
}
