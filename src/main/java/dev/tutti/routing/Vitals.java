package dev.tutti.routing;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How busy and how fast a deployment is. Thread-safe; times are nanoseconds of one ticker.
 *
 * <p>The latency is the time to the first token, as a moving average that forgets with {@code
 * exp(-t/10 s)} and jumps to a peak at once, so that a deployment which has become slow is noticed
 * with its first slow answer (Finagle's peak EWMA). A failure counts as a slow answer.
 */
final class Vitals {
  private static final double MEMORY = Duration.ofSeconds(10).toNanos();
  private static final Duration PENALTY = Duration.ofSeconds(5);

  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicReference<Average> average = new AtomicReference<>(new Average(0, 0));

  void began() {
    inFlight.incrementAndGet();
  }

  void ended() {
    inFlight.decrementAndGet();
  }

  /** Notes how an attempt went. */
  void observe(Outcome outcome, Duration firstToken, long now) {
    switch (outcome) {
      case Outcome.Completed _ -> average.updateAndGet(was -> was.with(firstToken, now));
      case Outcome.Failed(Fault fault, var _) when fault.code().counts() -> {
        var slow = firstToken.compareTo(PENALTY) > 0 ? firstToken : PENALTY;
        average.updateAndGet(was -> was.with(slow, now));
      }
      case Outcome.Failed _ -> {}
    }
  }

  int inFlight() {
    return inFlight.get();
  }

  /** The average time to the first token, zero while nothing is known. */
  Duration latency(long now) {
    return Duration.ofNanos((long) average.get().at(now));
  }

  private record Average(double nanos, long since) {
    /** Without news a bad average fades, so that the deployment is tried again some time. */
    double at(long now) {
      return nanos * Math.exp(-Math.max(0, now - since) / (6 * MEMORY));
    }

    Average with(Duration observed, long now) {
      double sample = observed.toNanos();
      double kept = nanos == 0 ? 0 : Math.exp(-Math.max(0, now - since) / MEMORY);
      double smooth = sample > nanos ? sample : nanos * kept + sample * (1 - kept);
      return new Average(smooth, now);
    }
  }
}
