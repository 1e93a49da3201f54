package dev.tutti.resilience.breaker;

import java.time.Duration;

/**
 * State of a breaker at one moment. Immutable; times are nanoseconds of the breaker's ticker.
 *
 * <p>Every change of kind makes a new epoch, so that an attempt which began before it cannot change
 * what came after.
 */
sealed interface BreakerState {
  /** Counts the changes of kind. */
  long epoch();

  /** The word that operators see. */
  String word();

  /** Whether an attempt may pass now. */
  boolean permits(long now);

  /** The state when an attempt has asked to pass. */
  BreakerState admitted(long now);

  /** The state when an attempt of this epoch has ended. */
  BreakerState ended(Verdict verdict, long now, BreakerSettings settings);

  /**
   * Attempts pass.
   *
   * @param inARow failures since the last success
   * @param recent the latest attempts
   */
  record Closed(long epoch, int inARow, Recent recent) implements BreakerState {
    static Closed fresh(long epoch) {
      return new Closed(epoch, 0, Recent.NONE);
    }

    @Override
    public String word() {
      return "closed";
    }

    @Override
    public boolean permits(long now) {
      return true;
    }

    @Override
    public BreakerState admitted(long now) {
      return this;
    }

    @Override
    public BreakerState ended(Verdict verdict, long now, BreakerSettings settings) {
      return switch (verdict) {
        case Verdict.Healthy _ -> new Closed(epoch, 0, recent.with(false, settings.window()));
        case Verdict.Unknown _ -> this;
        case Verdict.Failed failed ->
            failed(failed, now, settings, recent.with(true, settings.window()));
      };
    }

    private BreakerState failed(
        Verdict.Failed failed, long now, BreakerSettings settings, Recent latest) {
      if (inARow + 1 >= settings.consecutive()) {
        var why = "%d failures in a row, the last one %s".formatted(inARow + 1, failed.why());
        return Open.after(failed, epoch + 1, now, settings, why);
      }
      if (latest.size() >= settings.window() && latest.failureRate() >= settings.failureRate()) {
        var why =
            "%.0f %% of the last %d failed, the last one %s"
                .formatted(latest.failureRate() * 100, latest.size(), failed.why());
        return Open.after(failed, epoch + 1, now, settings, why);
      }
      return new Closed(epoch, inARow + 1, latest);
    }
  }

  /**
   * Nothing passes.
   *
   * @param until when a probe may
   * @param why it opened
   */
  record Open(long epoch, long until, String why) implements BreakerState {
    static Open after(
        Verdict.Failed failed, long epoch, long now, BreakerSettings settings, String why) {
      return new Open(epoch, now + rest(settings, failed).toNanos(), why);
    }

    private static Duration rest(BreakerSettings settings, Verdict.Failed failed) {
      return failed.rest().compareTo(settings.open()) > 0 ? failed.rest() : settings.open();
    }

    @Override
    public String word() {
      return "open";
    }

    @Override
    public boolean permits(long now) {
      return now - until >= 0;
    }

    @Override
    public BreakerState admitted(long now) {
      return permits(now) ? new HalfOpen(epoch + 1, true) : this;
    }

    @Override
    public BreakerState ended(Verdict verdict, long now, BreakerSettings settings) {
      return this;
    }
  }

  /**
   * One probe at a time passes.
   *
   * @param probing whether it is under way
   */
  record HalfOpen(long epoch, boolean probing) implements BreakerState {
    @Override
    public String word() {
      return "half_open";
    }

    @Override
    public boolean permits(long now) {
      return !probing;
    }

    @Override
    public BreakerState admitted(long now) {
      return new HalfOpen(epoch, true);
    }

    @Override
    public BreakerState ended(Verdict verdict, long now, BreakerSettings settings) {
      return switch (verdict) {
        case Verdict.Healthy _ -> Closed.fresh(epoch + 1);
        case Verdict.Unknown _ -> new HalfOpen(epoch, false);
        case Verdict.Failed failed ->
            Open.after(failed, epoch + 1, now, settings, "the probe failed: " + failed.why());
      };
    }
  }

  /**
   * The latest attempts.
   *
   * @param failures a bit for each, the latest is the lowest; that of a failed one is set
   * @param size how many there are
   */
  record Recent(long failures, int size) {
    static final Recent NONE = new Recent(0, 0);

    Recent with(boolean failed, int window) {
      long all = failures << 1 | (failed ? 1 : 0);
      long kept = window == Long.SIZE ? all : all & ((1L << window) - 1);
      return new Recent(kept, Math.min(window, size + 1));
    }

    double failureRate() {
      return size == 0 ? 0 : (double) Long.bitCount(failures) / size;
    }
  }
}
