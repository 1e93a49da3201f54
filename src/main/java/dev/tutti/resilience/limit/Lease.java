package dev.tutti.resilience.limit;

import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.resilience.limit.Bucket.Demand;
import java.util.List;
import java.util.function.Consumer;

/**
 * Share of limits that was taken for a call or an attempt, to be settled once with its outcome. A
 * place is free again; tokens are exchanged for those that were really used, none when a failure
 * says nothing of them; a request stays counted, unless the attempt did not even leave.
 */
public final class Lease {
  /** So many minutes' worth of a limit can be owed at most, should a provider report nonsense. */
  private static final int LONGEST_DEBT = 60;

  private final List<Demand> demands;
  private final RateLimiter limiter;
  private final Consumer<Bucket> gaveBack;

  /**
   * @param gaveBack is told of every bucket that something was given back to
   */
  Lease(List<Demand> demands, RateLimiter limiter, Consumer<Bucket> gaveBack) {
    this.demands = demands;
    this.limiter = limiter;
    this.gaveBack = gaveBack;
  }

  /** Settles it. */
  public void settle(Outcome outcome) {
    for (var demand : demands) {
      settle(demand, used(demand, outcome));
    }
  }

  private void settle(Demand taken, long used) {
    long unused = taken.amount() - used;
    if (unused < 0) {
      limiter.charge(new Demand(taken.bucket(), -unused));
    } else if (unused > 0) {
      limiter.giveBack(new Demand(taken.bucket(), unused));
      gaveBack.accept(taken.bucket());
    }
  }

  private static long used(Demand demand, Outcome outcome) {
    return switch (demand.bucket().measure()) {
      case CONCURRENCY -> 0;
      case REQUESTS -> hasLeft(outcome) ? demand.amount() : 0;
      case TOKENS -> tokens(demand, outcome);
    };
  }

  /** An answer that says nothing of its tokens took about what was expected. */
  private static long tokens(Demand demand, Outcome outcome) {
    if (outcome instanceof Outcome.Completed && outcome.usage().isNone()) {
      return demand.amount();
    }
    return Math.min(outcome.usage().total(), demand.bucket().most() * LONGEST_DEBT);
  }

  private static boolean hasLeft(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> true;
      case Outcome.Failed(var fault, var _) ->
          !fault.isUnfit()
              && fault.code() != FaultCode.CIRCUIT_OPEN
              && fault.code() != FaultCode.CONCURRENCY_TIMEOUT;
    };
  }
}
