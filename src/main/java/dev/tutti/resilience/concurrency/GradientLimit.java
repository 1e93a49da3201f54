package dev.tutti.resilience.concurrency;

import java.time.Duration;

/**
 * Adaptive limit of the calls that a deployment takes at once before they only wait for each other.
 *
 * <p>As long as there is room, one more call changes nothing about the latency of the others;
 * beyond that, calls queue inside the upstream, and latency grows with their number. So the limit
 * follows the ratio of two latencies, the usual one and that of the moment:
 *
 * <pre>
 * gradient = clamp({@value #TOLERANCE} * usual / present, 0.5, 1)
 * wanted   = gradient * limit + sqrt(limit)
 * limit    = 0.8 * limit + 0.2 * wanted
 * </pre>
 *
 * <p>The square root is the queue that is allowed: while latency stands still the limit grows by
 * it, and where latency begins to grow it settles at about that many above the true capacity. A
 * limit that is not used by half is left as it is, since nothing was learnt about it. This is
 * gradient2 of Netflix's concurrency-limits (E. Lin, M. Chen et al., "Performance Under Load",
 * 2018), measured over windows of two latencies; streams and whole answers are compared with their
 * own kind.
 *
 * <p>Three things are different, because language models are slow and often full for hours. A
 * refusal lowers the limit at once, to {@value #BACK_OFF} of it, and once for all calls that were
 * under way together; gradient2 ignores refusals. What is measured while there is room is believed
 * quickly. And where there was no room for long, or the limit has fallen far, it is halved for a
 * window to measure the usual latency again, as the minimum round trip of Envoy's adaptive
 * concurrency filter is; otherwise a full upstream's latency would become the usual one, and the
 * limit would creep up for ever.
 *
 * <p>Not thread-safe. Times are nanoseconds of one ticker.
 */
final class GradientLimit {
  static final double TOLERANCE = 1.02;
  static final double BACK_OFF = 0.8;

  private static final double SMOOTHING = 0.2;
  private static final double SHORTEST = Duration.ofMillis(500).toNanos();
  private static final double LONGEST = Duration.ofSeconds(30).toNanos();
  private static final int FIRST_CALIBRATION = 10;
  private static final int CALIBRATE_EVERY = 100;
  private static final double FAR = 0.7;
  private static final int PATIENCE = 10;

  private final LatencyWindow window = new LatencyWindow();
  private AdaptiveSettings bounds;
  private Phase phase = Phase.FOLLOWING;
  private double estimate;
  private double length = SHORTEST;
  private double calibratedAt;
  private int windowsLeft = FIRST_CALIBRATION;
  private long giveUpAt;
  private long reducedAt;
  private boolean reduced;

  /** Phase of the measurement. */
  private enum Phase {
    FOLLOWING,
    /** Waits until so few calls are in flight that there is room. */
    MAKING_ROOM,
    MEASURING
  }

  GradientLimit(AdaptiveSettings bounds, long now) {
    this.bounds = bounds;
    this.estimate = bounds.initial();
    this.calibratedAt = estimate;
    window.begin(now);
  }

  /** Calls at once that are allowed now, never outside the bounds. */
  int limit() {
    double now = phase == Phase.FOLLOWING ? estimate : estimate / 2;
    return Math.clamp((long) now, bounds.min(), bounds.max());
  }

  /** From now on other bounds hold. */
  void within(AdaptiveSettings other) {
    bounds = other;
    estimate = Math.clamp(estimate, other.min(), other.max());
  }

  /** A call that began at that time got its first content, or its whole answer, after this long. */
  void answered(LatencyWindow.Kind kind, long took, long began, int inFlight, long now) {
    window.add(kind, took, began, inFlight);
    if (window.isFull(length, now)) {
      close(now);
    }
  }

  /** A call that began at that time was turned away, or timed out. */
  void dropped(long began, long now) {
    if (reduced && began - reducedAt < 0) {
      return;
    }
    reduced = true;
    reducedAt = now;
    follow(now);
    estimate = Math.max(bounds.min(), estimate * BACK_OFF);
  }

  /** So many calls are in flight after one has ended. */
  void ended(int inFlight, long now) {
    if (phase == Phase.MAKING_ROOM && inFlight <= limit()) {
      phase = Phase.MEASURING;
      window.begin(now);
    } else if (phase != Phase.FOLLOWING && now - giveUpAt >= 0) {
      follow(now);
    }
  }

  private void close(long now) {
    if (phase == Phase.MEASURING) {
      window.calibrate();
      calibratedAt = estimate;
      windowsLeft = CALIBRATE_EVERY;
      follow(now);
      return;
    }
    boolean room = window.busiest() <= estimate / 2;
    double ratio = window.learn(room);
    if (room) {
      windowsLeft = CALIBRATE_EVERY;
      calibratedAt = estimate;
    } else if (phase == Phase.FOLLOWING) {
      move(ratio);
      calibrateIfDue(now);
    }
    length = Math.clamp(2 * window.mean(), SHORTEST, LONGEST);
    window.begin(now);
  }

  private void move(double ratio) {
    double gradient = Math.clamp(TOLERANCE * ratio, 0.5, 1);
    double wanted = gradient * estimate + Math.sqrt(estimate);
    double smooth = (1 - SMOOTHING) * estimate + SMOOTHING * wanted;
    estimate = Math.clamp(smooth, bounds.min(), bounds.max());
    calibratedAt = Math.max(calibratedAt, estimate);
    windowsLeft--;
  }

  private void calibrateIfDue(long now) {
    if ((windowsLeft <= 0 || estimate < FAR * calibratedAt) && estimate > bounds.min()) {
      phase = Phase.MAKING_ROOM;
      giveUpAt = now + (long) (PATIENCE * length);
    }
  }

  /** Ends a calibration, finished or not. */
  private void follow(long now) {
    if (phase != Phase.FOLLOWING) {
      windowsLeft = Math.max(windowsLeft, CALIBRATE_EVERY);
      calibratedAt = estimate;
    }
    phase = Phase.FOLLOWING;
    window.begin(now);
  }
}
