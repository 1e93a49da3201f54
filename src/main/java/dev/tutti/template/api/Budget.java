package dev.tutti.template.api;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits of one rendering. Whatever needs more ends with a {@link TemplateException} of kind {@code
 * BUDGET}.
 *
 * @param steps operations, elements gone through, and eight characters of text built: one step each
 * @param characters the most characters of the result, and of any text on the way to it
 * @param depth how deep macros, includes and recursive loops may call each other
 * @param time how long it may take
 * @param nanos a ticker in nanoseconds, such as {@code System::nanoTime}
 */
public record Budget(long steps, int characters, int depth, Duration time, LongSupplier nanos) {
  private static final long STEPS = 1_000_000;
  private static final int CHARACTERS = 1_000_000;
  private static final int DEPTH = 50;
  private static final Duration TIME = Duration.ofMillis(150);

  /** Refuses budgets that allow nothing. */
  public Budget {
    if (steps < 1 || characters < 1 || depth < 1 || !time.isPositive()) {
      throw new IllegalArgumentException(
          "steps %d, characters %d, depth %d, time %s (expected: all positive)"
              .formatted(steps, characters, depth, time));
    }
  }

  /** A million steps and characters, 50 calls deep, 150 ms: far more than a prompt needs. */
  public static Budget standard(LongSupplier nanos) {
    return new Budget(STEPS, CHARACTERS, DEPTH, TIME, nanos);
  }
}
