package dev.tutti.testing;

import java.time.Duration;
import java.util.ArrayList;

/** How tests hold a promise about time on a machine that may be busy with something else. */
public final class Promptness {
  private static final int TRIES = 30;

  private Promptness() {}

  /** Does something once and measures it. */
  @FunctionalInterface
  public interface Attempt {
    /** How long it took; {@code number} counts from 0. */
    Duration measure(int number) throws Exception;
  }

  /**
   * Repeats until one attempt was quick enough: a busy machine is late now and then, a design that
   * is late is so every time.
   *
   * @throws AssertionError with all times when none was
   */
  public static void within(Duration most, Attempt attempt) throws Exception {
    var times = new ArrayList<Duration>();
    for (int i = 0; i < TRIES; i++) {
      times.add(attempt.measure(i));
      if (times.getLast().compareTo(most) <= 0) {
        return;
      }
    }
    throw new AssertionError("never within " + most + ": " + times);
  }

  /** The time since a reading of {@link System#nanoTime}. */
  public static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
