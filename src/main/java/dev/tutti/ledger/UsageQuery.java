package dev.tutti.ledger;

import java.time.Instant;

/**
 * Which usage is asked for.
 *
 * @param by by what it is added up
 * @param from the first instant
 * @param to the first instant after it
 * @param limit how many rows at most, 1 to 10,000: of days the latest, else the most expensive
 */
public record UsageQuery(UsageBy by, Instant from, Instant to, int limit) {
  private static final int MOST = 10_000;

  /** Checks the ranges. */
  public UsageQuery {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MOST + ")");
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("to: " + to + " (expected: after " + from + ")");
    }
  }
}
