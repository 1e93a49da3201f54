package dev.tutti.application.decision.simulation;

/**
 * Risk with its ranks. Ranks have an order and no distance, so that the largest product counts and
 * nothing is averaged.
 *
 * @param likelihood 1 to 5
 * @param impact 1 to 5
 */
public record RatedRisk(String name, int likelihood, int impact) {
  /** Highest rank. */
  public static final int MOST = 5;

  /** Likelihood by impact. */
  public int product() {
    return likelihood * impact;
  }
}
