package dev.tutti.resilience.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: a random wait between nothing and a bound that doubles (M.
 * Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog). Thread-safe if the generator
 * is.
 */
public final class Backoff {
  private final RandomGenerator random;

  /** Waits are drawn from this generator. */
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait after attempt {@code failed}, counted from 1. */
  public Duration after(int failed, RetrySettings settings) {
    double doubled = (double) settings.base().toNanos() * Math.pow(2, failed - 1);
    double bound = Math.min((double) settings.longest().toNanos(), doubled);
    return Duration.ofNanos((long) (random.nextDouble() * bound));
  }
}
