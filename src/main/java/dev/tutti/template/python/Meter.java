package dev.tutti.template.python;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The work that one rendering may still do: steps, and the time until its deadline. Every loop,
 * filter and operation charges it before it works. Confined to one thread.
 *
 * <p>A step is about one operation, one element, eight characters of a text that is built, or
 * sixteen of one that is read, so that steps bound memory too. The clock is read every few hundred
 * steps; of the time between two looks a quarter of what is allowed counts at most, as a thread
 * that a busy machine lets stand still does not work.
 */
public final class Meter {
  private static final int STEPS_BETWEEN_LOOKS = 256;
  private static final int FEWEST_LOOKS = 4;
  private static final int CHARACTERS_PER_STEP = 8;
  private static final int READ_PER_STEP = 16;

  private final long allowed;
  private final long longest;
  private final Duration time;
  private final LongSupplier nanos;
  private long looked;
  private long worked;
  private long steps;
  private long untilLook = STEPS_BETWEEN_LOOKS;

  /**
   * Begins to count, and to measure the time.
   *
   * @param steps how many steps are allowed
   * @param longest how many characters a text may have
   * @param time how long the work may take
   * @param nanos a ticker, in nanoseconds
   */
  public Meter(long steps, long longest, Duration time, LongSupplier nanos) {
    this.allowed = steps;
    this.steps = steps;
    this.longest = longest;
    this.time = time;
    this.nanos = nanos;
    this.looked = nanos.getAsLong();
  }

  /** Charges one step. */
  public void step() {
    charge(1);
  }

  /**
   * Charges steps; throws a {@link PythonError} when more are asked for than are left, or a
   * negative number, which is a sum that has overflowed.
   */
  public void charge(long asked) {
    if (asked > steps || asked < 0) {
      throw PythonError.budget("the template needs more than " + allowed + " steps");
    }
    steps -= asked;
    untilLook -= asked;
    if (untilLook <= 0) {
      look();
    }
  }

  /** Charges for a text of so many characters that is about to be built. */
  public void text(long characters) {
    if (characters > longest || characters < 0) {
      throw PythonError.budget(
          "a text of %d characters (expected: at most %d)".formatted(characters, longest));
    }
    charge(1 + characters / CHARACTERS_PER_STEP);
  }

  /** Charges for a text of so many characters that is about to be read from end to end. */
  public void scan(long characters) {
    charge(characters / READ_PER_STEP);
  }

  /** The most characters that a text may have. */
  public long longest() {
    return longest;
  }

  private void look() {
    untilLook = STEPS_BETWEEN_LOOKS;
    long now = nanos.getAsLong();
    worked += Math.min(now - looked, time.toNanos() / FEWEST_LOOKS);
    looked = now;
    if (worked > time.toNanos()) {
      throw PythonError.budget("the template takes longer than " + time.toMillis() + " ms");
    }
  }
}
