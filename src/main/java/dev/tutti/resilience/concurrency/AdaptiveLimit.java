package dev.tutti.resilience.concurrency;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Permits;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** The line in front of one deployment, as long as its latency wants it. Thread-safe. */
final class AdaptiveLimit {
  /** Number of calls that may wait for each that could be in flight at most. */
  private static final int WAITING_PER_PLACE = 10;

  private static final int LONGEST_LINE = 10_000;

  private final LongSupplier nanos;
  private final GradientLimit gradient;
  private final Permits permits;
  private volatile AdaptiveSettings settings;

  AdaptiveLimit(DeploymentId target, AdaptiveSettings settings, LongSupplier nanos) {
    this.nanos = nanos;
    this.settings = settings;
    this.gradient = new GradientLimit(settings, nanos.getAsLong());
    this.permits =
        new Permits(
            () -> "adaptive limit of " + target.deployment(),
            gradient.limit(),
            (int) Math.min(LONGEST_LINE, (long) settings.max() * WAITING_PER_PLACE));
  }

  /** Keeps to these bounds from now on. */
  void follow(AdaptiveSettings wanted) {
    if (!settings.equals(wanted)) {
      settings = wanted;
      change(() -> gradient.within(wanted));
    }
  }

  /** Waits for a place, which the attempt's end gives back. */
  Future<Void> admit(LatencyWindow.Kind kind, Call call, Attempt attempt, Duration longestWait) {
    var admitted = permits.acquire(call, longestWait);
    if (admitted.succeeded()) {
      watch(kind, attempt);
      return admitted;
    }
    return admitted.onSuccess(_ -> watch(kind, attempt));
  }

  private void watch(LatencyWindow.Kind kind, Attempt attempt) {
    var measured = new AtomicBoolean();
    attempt.onFirstToken(
        took -> {
          measured.set(true);
          answered(kind, took);
        });
    attempt.onSettle(
        outcome -> {
          attempt.served().ifPresent(took -> judge(kind, outcome, took, measured.get()));
          permits.release();
          ended();
        });
  }

  private void judge(
      LatencyWindow.Kind kind, Outcome outcome, Duration took, boolean measuredBefore) {
    switch (outcome) {
      case Outcome.Completed _ when !measuredBefore -> answered(kind, took);
      case Outcome.Completed _ -> {}
      case Outcome.Failed(Fault fault, var _) when turnsAway(fault.code()) -> dropped(took);
      case Outcome.Failed _ -> {}
    }
  }

  /**
   * Faults that say that there were too many calls; everything else is somebody's mistake or wish.
   */
  private static boolean turnsAway(FaultCode code) {
    return code == FaultCode.RATE_LIMITED
        || code == FaultCode.OVERLOADED
        || code == FaultCode.TIMEOUT;
  }

  private void answered(LatencyWindow.Kind kind, Duration took) {
    long now = nanos.getAsLong();
    int inFlight = permits.inUse();
    change(() -> gradient.answered(kind, took.toNanos(), now - took.toNanos(), inFlight, now));
  }

  private void dropped(Duration took) {
    long now = nanos.getAsLong();
    change(() -> gradient.dropped(now - took.toNanos(), now));
  }

  private void ended() {
    change(() -> gradient.ended(permits.inUse(), nanos.getAsLong()));
  }

  /** Grants run outside the lock: they begin attempts. */
  private void change(Runnable event) {
    int limit;
    synchronized (this) {
      event.run();
      limit = gradient.limit();
    }
    permits.resize(limit);
  }

  /** Status at this moment. */
  AdaptiveConcurrency.Status status(DeploymentId target) {
    return new AdaptiveConcurrency.Status(
        target, settings.min(), settings.max(), permits.most(), permits.inUse(), permits.waiting());
  }
}
