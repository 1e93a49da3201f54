package dev.tutti.resilience.limit;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.resilience.limit.Bucket.Demand;
import dev.tutti.resilience.limit.RateLimiter.Crowded;
import dev.tutti.resilience.limit.RateLimiter.Refused;
import java.time.Duration;

/** Faults for callers who met a limit: which one, its value, and when to come again. */
final class LimitFaults {
  private LimitFaults() {}

  static Fault of(Refused refused) {
    var bucket = refused.demand().bucket();
    long millis = refused.left().toMillis();
    var words =
        switch (bucket.measure()) {
          case REQUESTS ->
              "%s: %d requests a minute are spent (expected: the next one in %d ms)"
                  .formatted(bucket.subject(), bucket.most(), millis);
          case TOKENS ->
              "%s: %d of %d tokens a minute are left (expected: %d for this call, in %d ms)"
                  .formatted(
                      bucket.subject(),
                      refused.level().remaining(),
                      bucket.most(),
                      refused.demand().amount(),
                      millis);
          case CONCURRENCY ->
              "%s: calls under way, all %d that there may be (expected: one of them ends)"
                  .formatted(bucket.subject(), bucket.most());
        };
    return told(bucket, "limit of " + words).after(refused.left());
  }

  /** Accounts of users and keys are the caller's own; those of models and providers are not. */
  private static Fault told(Bucket bucket, String words) {
    var fault = Fault.of(FaultCode.RATE_LIMITED, words);
    return isCallers(bucket) ? fault.byCallerLimit() : fault;
  }

  private static boolean isCallers(Bucket bucket) {
    return switch (bucket.scope()) {
      case USER, KEY -> true;
      case MODEL, PROVIDER -> false;
    };
  }

  /**
   * The demand that no wait would grant, which is {@code limit_exceeded}; at a provider another
   * deployment may take the request.
   */
  static Fault never(Demand demand) {
    var bucket = demand.bucket();
    var fault =
        Fault.of(
            FaultCode.LIMIT_EXCEEDED,
            "limit of %s: the prompt alone takes about %d tokens and never fits (expected: at most %d, which is the limit of a minute)"
                .formatted(bucket.subject(), demand.amount(), bucket.most()));
    return isCallers(bucket) ? fault.byCallerLimit() : fault.unfit();
  }

  static Fault of(Crowded crowded) {
    return Fault.of(
            FaultCode.RATE_LIMITED,
            "limits: more than %d accounts at once (expected: fewer)".formatted(crowded.most()))
        .after(Duration.ofSeconds(1));
  }

  /** Nobody's turn came in time. */
  static Fault late(Bucket bucket, Duration waited) {
    return inLine(bucket, "no turn within %d ms in line".formatted(waited.toMillis()));
  }

  /** Too many wait already. */
  static Fault longLine(Bucket bucket, int waiting) {
    return inLine(bucket, "%d calls wait in line already".formatted(waiting));
  }

  private static Fault inLine(Bucket bucket, String why) {
    return told(
            bucket,
            "limit of %s, %d %s: %s"
                .formatted(bucket.subject(), bucket.most(), bucket.measure().rate(), why))
        .after(Duration.ofSeconds(1));
  }
}
