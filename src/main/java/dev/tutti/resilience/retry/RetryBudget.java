package dev.tutti.resilience.retry;

import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Bounds all retries of the process by a share of its recent calls, so that retries cannot add to
 * an outage (B. Beyer et al., "Site Reliability Engineering", chapter 22; Finagle's retry budget).
 * In any {@value #SECONDS} seconds there are at most {@code ratio} retries for each call, and
 * {@code perSecond} retries a second besides, for a process with few calls. Thread-safe.
 */
public final class RetryBudget {
  private static final int SECONDS = 10;
  private static final long SECOND = 1_000_000_000;

  private final Settings settings;
  private final LongSupplier nanos;
  private final long began;
  private final long[] calls = new long[SECONDS];
  private final long[] retries = new long[SECONDS];
  private final long[] repeats = new long[SECONDS];
  private long latest;
  private long granted;
  private long denied;

  /**
   * Size of the budget.
   *
   * @param ratio retries for each call, 0 to 10
   * @param perSecond retries a second besides, 0 to 1,000
   */
  public record Settings(double ratio, int perSecond) {
    /** Section {@code retry_budget}. */
    public static final SettingsSection<Settings> SECTION =
        SettingsSection.fixed("retry_budget", Settings::read);

    /** 0.3 for each call, and 3 a second. */
    public static final Settings DEFAULT = new Settings(0.3, 3);

    /** Reads {@code retry_budget: {ratio, per_second}}. */
    public static Settings read(Section section) {
      return new Settings(
          section.decimal("ratio", 0, 10).or(DEFAULT.ratio),
          section.integer("per_second", 0, 1_000).or(DEFAULT.perSecond));
    }
  }

  /**
   * @param nanos a ticker, as {@link System#nanoTime}
   */
  public RetryBudget(Settings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** A call has come. */
  public synchronized void call() {
    calls[slot()]++;
  }

  /** Takes a retry out of the budget, if there is one. */
  public synchronized boolean retry() {
    int slot = slot();
    double most =
        Arrays.stream(calls).sum() * settings.ratio + (double) settings.perSecond * SECONDS;
    long repeated = Arrays.stream(repeats).sum();
    double coming = (double) repeated / SECONDS; // which nobody asks for
    if (Arrays.stream(retries).sum() + repeated + coming + 1 > most) {
      denied++;
      return false;
    }
    granted++;
    retries[slot]++;
    return true;
  }

  /**
   * A request has gone out twice in vain, the first time to a connection that was closed while
   * idle. That is not asked of the budget, but leaves less of it, with room for those of the next
   * second, so that an outage gets no more than its share.
   */
  public synchronized void repeated() {
    repeats[slot()]++;
  }

  /** Number of retries since the start. */
  public synchronized long granted() {
    return granted;
  }

  /** Number of retries that there would have been with a larger budget. */
  public synchronized long denied() {
    return denied;
  }

  /** The slot of this second, with what is too old cleared away. */
  private int slot() {
    long second = (nanos.getAsLong() - began) / SECOND;
    for (long each = Math.max(latest + 1, second - SECONDS + 1); each <= second; each++) {
      calls[(int) (each % SECONDS)] = 0;
      retries[(int) (each % SECONDS)] = 0;
      repeats[(int) (each % SECONDS)] = 0;
    }
    latest = Math.max(latest, second);
    return (int) (latest % SECONDS);
  }
}
