package dev.tutti.resilience.breaker;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A circuit breaker (M. Nygard, "Release It!"): it opens after too many failures in a row, or when
 * too large a share of the latest attempts failed; after a while it lets one probe through at a
 * time, and closes when one succeeds. Thread-safe; times are nanoseconds of one ticker.
 *
 * <p>Asking whether it would let an attempt through changes nothing, so that a balancer may look at
 * many deployments and ask one.
 */
final class Breaker {
  private final BreakerSettings settings;
  private final AtomicReference<BreakerState> state =
      new AtomicReference<>(BreakerState.Closed.fresh(0));

  Breaker(BreakerSettings settings) {
    this.settings = settings;
  }

  /** State at this moment. */
  BreakerState state() {
    return state.get();
  }

  /** Whether an attempt would be let through now. */
  boolean permits(long now) {
    return state.get().permits(now);
  }

  /** Lets an attempt through, or not; whoever is let through ends the pass once. */
  Optional<Pass> admit(long now) {
    var was = state.getAndUpdate(each -> each.permits(now) ? each.admitted(now) : each);
    if (!was.permits(now)) {
      return Optional.empty();
    }
    var is = was.admitted(now);
    return Optional.of(new Pass(is.epoch(), was instanceof BreakerState.Open));
  }

  /** Ends its rest: the next attempt is let through as a probe. */
  Optional<Change> probeNow() {
    var was = state.getAndUpdate(Breaker::probed);
    return Change.between(was, probed(was));
  }

  private static BreakerState probed(BreakerState was) {
    return was instanceof BreakerState.Open open
        ? new BreakerState.HalfOpen(open.epoch() + 1, false)
        : was;
  }

  /** An attempt that was let through has ended. */
  Optional<Change> end(Pass pass, Verdict verdict, long now) {
    var was = state.getAndUpdate(each -> ended(each, pass, verdict, now));
    return Change.between(was, ended(was, pass, verdict, now));
  }

  private BreakerState ended(BreakerState was, Pass pass, Verdict verdict, long now) {
    return was.epoch() == pass.epoch ? was.ended(verdict, now, settings) : was;
  }

  /** Closes it and forgets what was counted. */
  Optional<Change> reset() {
    var was = state.getAndUpdate(each -> BreakerState.Closed.fresh(each.epoch() + 1));
    return Change.between(was, BreakerState.Closed.fresh(was.epoch() + 1));
  }

  /**
   * Permit of an attempt that was let through.
   *
   * @param epoch the breaker's at that moment
   * @param first whether the breaker was open until then
   */
  record Pass(long epoch, boolean first) {}

  /** Change of the breaker's state. */
  record Change(BreakerState before, BreakerState now) {
    private static Optional<Change> between(BreakerState was, BreakerState is) {
      return was.word().equals(is.word()) ? Optional.empty() : Optional.of(new Change(was, is));
    }
  }
}
