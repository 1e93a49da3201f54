package dev.tutti.resilience.limit;

import java.util.List;
import java.util.Optional;

/**
 * Limit of one account: requests, tokens or calls at once. Two with the same name are the same
 * bucket; its size may change with the configuration.
 *
 * @param name unique among all buckets, such as {@code user:acme/alice:requests}
 * @param subject who has the account, in words for the caller, such as {@code user "alice"}
 * @param most what it holds when nothing was taken, at least 1; where the measure refills, as much
 *     comes back in a minute, evenly
 */
public record Bucket(String name, Scope scope, String subject, Measure measure, long most) {
  /** A bucket that holds something. */
  public Bucket {
    if (most < 1) {
      throw new IllegalArgumentException("most: %d (expected: at least 1)".formatted(most));
    }
  }

  /**
   * Demand of a request. Of tokens that is the forecast of its prompt and its answers, but no more
   * than the bucket holds, as answers may be shorter than they are let; only a prompt is more than
   * it can ever hold, perhaps.
   */
  Demand demand(long prompt, long answer) {
    return new Demand(this, measure == Measure.TOKENS ? tokens(prompt, prompt + answer) : 1);
  }

  private long tokens(long prompt, long both) {
    return Math.max(1, Math.max(prompt, Math.min(both, most)));
  }

  /**
   * An amount of a bucket.
   *
   * @param amount at least 0
   */
  public record Demand(Bucket bucket, long amount) {
    /** An amount that is not negative. */
    public Demand {
      if (amount < 0) {
        throw new IllegalArgumentException("amount: %d (expected: 0 or more)".formatted(amount));
      }
    }

    /** The first that is more than its bucket can ever hold. */
    static Optional<Demand> neverGranted(List<Demand> demands) {
      for (var each : demands) {
        if (each.amount > each.bucket.most()) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }
}
