package dev.tutti.task.line;

import java.time.Duration;
import java.util.Arrays;

/**
 * Sums of tokens and money over the latest span of time, which moves on by a slot at a time. Not
 * thread-safe.
 */
final class UsageWindow {
  private final long slotMillis;
  private final long[] tokens;
  private final long[] nanoDollars;
  private long latest; // number of the slot that is filled

  /**
   * Window over a span.
   *
   * @param slots by so many parts of it
   */
  UsageWindow(Duration span, int slots) {
    this.slotMillis = span.toMillis() / slots;
    this.tokens = new long[slots];
    this.nanoDollars = new long[slots];
  }

  /** Counts what was used at a time; what was too long ago is left out. */
  void add(long at, long now, long usedTokens, long usedNanoDollars) {
    moveTo(now);
    long slot = at / slotMillis;
    if (slot > latest - tokens.length) {
      int place = (int) (Math.min(slot, latest) % tokens.length);
      tokens[place] += usedTokens;
      nanoDollars[place] += usedNanoDollars;
    }
  }

  private void moveTo(long now) {
    long slot = now / slotMillis;
    if (slot - latest >= tokens.length) {
      Arrays.fill(tokens, 0);
      Arrays.fill(nanoDollars, 0);
      latest = slot;
    }
    while (latest < slot) {
      latest++;
      tokens[(int) (latest % tokens.length)] = 0;
      nanoDollars[(int) (latest % tokens.length)] = 0;
    }
  }

  long tokens(long now) {
    moveTo(now);
    return Arrays.stream(tokens).sum();
  }

  long nanoDollars(long now) {
    moveTo(now);
    return Arrays.stream(nanoDollars).sum();
  }
}
