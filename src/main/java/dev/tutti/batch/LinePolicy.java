package dev.tutti.batch;

import dev.tutti.chat.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Policy for lines that have failed, beyond the retries and fallbacks of their model. A limit is
 * waited for as long as the batch lasts; other failures that may pass are met with three more
 * tries.
 *
 * @param random for the jitter
 */
record LinePolicy(RandomGenerator random) {
  private static final int MOST_TRIES = 4;
  private static final Duration BASE = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /**
   * Wait before another try; empty where there is none.
   *
   * @param tries that have failed, at least 1
   */
  Optional<Duration> again(Fault fault, int tries) {
    boolean again =
        switch (fault.code()) {
          case RATE_LIMITED, CONCURRENCY_TIMEOUT -> true;
          case OVERLOADED -> fault.retryAfter().isPresent() || tries < MOST_TRIES;
          case UPSTREAM_ERROR,
              CONNECTION,
              TIMEOUT,
              TRUNCATED,
              CIRCUIT_OPEN,
              FALLBACK_EXHAUSTED,
              DEADLINE_EXCEEDED ->
              tries < MOST_TRIES && !fault.isAfterAnswer();
          default -> false;
        };
    return again ? Optional.of(wait(fault, tries)) : Optional.empty();
  }

  private Duration wait(Fault fault, int tries) {
    long ceiling = Math.min(LONGEST.toMillis(), BASE.toMillis() << Math.min(tries - 1, 10));
    var jittered = Duration.ofMillis((long) (ceiling * random.nextDouble()));
    var asked = fault.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(jittered) > 0 && asked.compareTo(LONGEST) <= 0 ? asked : jittered;
  }
}
