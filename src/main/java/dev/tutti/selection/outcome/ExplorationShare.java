package dev.tutti.selection.outcome;

import java.util.random.RandomGenerator;

/**
 * Share of decisions in which a model may be tried: drawn at random, and never more of the latest
 * decisions than the limit says, counted with half of what came before each 10,000. Thread-safe.
 */
public final class ExplorationShare {
  private static final int WINDOW = 10_000;

  private long decided;
  private long tried;

  /** Whether this decision may be a try; counts it. */
  public synchronized boolean take(double share, RandomGenerator random) {
    if (decided >= WINDOW) {
      decided /= 2;
      tried /= 2;
    }
    decided++;
    if (share <= 0 || tried + 1 > share * decided || random.nextDouble() >= share) {
      return false;
    }
    tried++;
    return true;
  }

  /** Gives a try back that was none. */
  public synchronized void giveBack() {
    tried = Math.max(0, tried - 1);
  }
}
