package dev.tutti.monitor;

/**
 * Use of a limit at one moment.
 *
 * @param subject whose limit it is, such as {@code openai/gpt-4o}
 * @param most the limit
 * @param used of it; more than it for a while after it fell
 * @param waiting calls that wait for a part of it
 */
public record LimitUse(LimitKind kind, String subject, long most, long used, long waiting) {
  private static final int HUNDRED = 100;

  /** Checks that there is a limit. */
  public LimitUse {
    if (most < 1) {
      throw new IllegalArgumentException("most: %d (expected: at least 1)".formatted(most));
    }
  }

  /** Whether nothing of it is left, or less than a hundredth, or somebody waits. */
  boolean isFull() {
    return waiting > 0 || used >= most - most / HUNDRED;
  }
}
