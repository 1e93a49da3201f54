package dev.tutti.resilience.retry;

import dev.tutti.config.Section;
import java.time.Duration;

/**
 * Settings of retries: how often a call is tried again, and after which waits.
 *
 * @param attempts attempts of one model in all, 1 to 20; 1 never tries again
 * @param base the longest first wait; it doubles with every attempt
 * @param longest what no wait exceeds
 */
public record RetrySettings(int attempts, Duration base, Duration longest) {
  /** 3 attempts, waits of up to 1 s, 2 s, 4 s, at most 10 s. */
  public static final RetrySettings DEFAULT =
      new RetrySettings(3, Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** Reads {@code retry: {attempts, base, max}}; what is missing is as in {@code otherwise}. */
  public static RetrySettings read(Section section, RetrySettings otherwise) {
    return new RetrySettings(
        section.integer("attempts", 1, 20).or(otherwise.attempts),
        section.duration("base").or(otherwise.base),
        section.duration("max").or(otherwise.longest));
  }
}
