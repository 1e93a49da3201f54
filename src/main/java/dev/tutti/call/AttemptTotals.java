package dev.tutti.call;

import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.util.List;

/**
 * What some attempts used and cost together.
 *
 * @param failed how many of them have not brought what was asked for
 * @param nanoDollars of those whose cost is known
 * @param unpriced how many have none
 */
public record AttemptTotals(int attempts, int failed, Usage usage, long nanoDollars, int unpriced) {
  /** None. */
  public static final AttemptTotals NONE = new AttemptTotals(0, 0, Usage.NONE, 0, 0);

  /** Sum of both. */
  public AttemptTotals plus(AttemptTotals other) {
    return new AttemptTotals(
        attempts + other.attempts,
        failed + other.failed,
        usage.plus(other.usage),
        nanoDollars + other.nanoDollars,
        unpriced + other.unpriced);
  }

  /** Adds up what is known now. */
  public static AttemptTotals of(List<Attempt> attempts) {
    var usage = Usage.NONE;
    long nanos = 0;
    int unpriced = 0;
    int failed = 0;
    for (var attempt : attempts) {
      usage = usage.plus(attempt.outcome().map(Outcome::usage).orElse(Usage.NONE));
      failed += attempt.outcome().filter(Outcome.Completed.class::isInstance).isPresent() ? 0 : 1;
      nanos += attempt.cost().orElse(0L);
      unpriced += attempt.cost().isPresent() ? 0 : 1;
    }
    return new AttemptTotals(attempts.size(), failed, usage, nanos, unpriced);
  }
}
