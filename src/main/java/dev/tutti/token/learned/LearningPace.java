package dev.tutti.token.learned;

/**
 * How often the prompts of one model are learned from: the first 32, then one a second.
 * Thread-safe.
 */
final class LearningPace {
  private static final int FIRST = 32;
  private static final long INTERVAL = 1_000;

  private int first = FIRST;
  private volatile long next;

  /**
   * Whether a prompt is to be learned from.
   *
   * @param now in milliseconds since 1970
   */
  boolean isDue(long now) {
    return now >= next && pass(now);
  }

  private synchronized boolean pass(long now) {
    if (first > 0) {
      first--;
      return true;
    }
    if (now < next) {
      return false;
    }
    next = now + INTERVAL;
    return true;
  }
}
