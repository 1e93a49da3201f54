package dev.tutti.routing.balance;

import dev.tutti.resilience.limit.UpstreamLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Load and latency of a deployment. Thread-safe; times are nanoseconds of one ticker.
 *
 * <p>The latency is Finagle's peak EWMA ({@code com.twitter.finagle.loadbalancer.PeakEwma}): a
 * moving average over observations at uneven distances, which jumps to a peak at once, so that a
 * deployment that has become slow is noticed with its first slow answer, and recovers with a time
 * constant of 10 s. Time without news counts as observations of zero: a bad average fades, and the
 * deployment is tried again. After about four minutes without news nothing is known any more.
 *
 * <p>Finagle writes what has faded back with every look. Here looking changes nothing, so the
 * average does not depend on how often somebody looks.
 */
final class Vitals {
  private static final double MEMORY = Duration.ofSeconds(10).toNanos();

  /** The least that a failure counts as, so that failing fast does not look like being fast. */
  private static final Duration PENALTY = Duration.ofSeconds(5);

  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicReference<Average> average = new AtomicReference<>(new Average(0, 0));
  private volatile @Nullable UpstreamLimits limits;

  void began() {
    inFlight.incrementAndGet();
  }

  void ended() {
    inFlight.decrementAndGet();
  }

  /** Notes how long an attempt took to its first token. */
  void answered(Duration firstToken, long now) {
    average.updateAndGet(was -> was.with(firstToken, now));
  }

  /** Notes that an attempt failed, after this time, and that the deployment is to blame. */
  void failed(Duration after, long now) {
    answered(after.compareTo(PENALTY) > 0 ? after : PENALTY, now);
  }

  /** Notes what its upstream has told of its limits. */
  void told(UpstreamLimits latest) {
    limits = latest;
  }

  /** What its upstream has told of its limits, if it has. */
  Optional<UpstreamLimits> limits() {
    return Optional.ofNullable(limits);
  }

  int inFlight() {
    return inFlight.get();
  }

  /** The average time to the first token, zero while nothing is known. */
  Duration latency(long now) {
    return Duration.ofNanos((long) average.get().at(now));
  }

  private record Average(double nanos, long since) {
    double at(long now) {
      return nanos == 0 ? 0 : nanos * kept(now);
    }

    Average with(Duration observed, long now) {
      double sample = observed.toNanos();
      double kept = kept(now);
      double smooth = sample > nanos ? sample : nanos * kept + sample * (1 - kept);
      return new Average(smooth, now);
    }

    private double kept(long now) {
      return Math.exp(-Math.max(0, now - since) / MEMORY);
    }
  }
}
