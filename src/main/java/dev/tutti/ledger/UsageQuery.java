package dev.tutti.ledger;

import java.time.Instant;

/**
 * Query for the usage in a span of time.
 *
 * @param by by what it is added up
 * @param from the first instant; from 1970 on
 * @param to the first instant after it; until the end of 9999
 * @param limit how many rows at most, 1 to 10,000: of days the latest, else the most expensive
 */
public record UsageQuery(UsageBy by, Instant from, Instant to, int limit) {
  /** The last instant that can be asked for. */
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final int MOST = 10_000;

  /** Checks the ranges. */
  public UsageQuery {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1 to " + MOST + ")");
    }
    if (from.isBefore(Instant.EPOCH) || to.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "from, to: %s, %s (expected: the years 1970 to 9999)".formatted(from, to));
    }
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("to: " + to + " (expected: after " + from + ")");
    }
  }
}
