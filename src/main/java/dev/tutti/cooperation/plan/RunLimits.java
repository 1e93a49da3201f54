package dev.tutti.cooperation.plan;

import java.time.Duration;

/**
 * Limits of one run.
 *
 * @param deadline longest time of all of it
 * @param nanoDollars what it may cost, in billionths of a US dollar
 * @param quorum members of a panel that have to answer, at least 1
 * @param stopsEarly whether members are left alone whose answers cannot change a vote any more
 */
public record RunLimits(Duration deadline, long nanoDollars, int quorum, boolean stopsEarly) {
  /** Ceiling of those that say none. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Longest time of those that say none, and at most. */
  public static final Duration LONGEST = Duration.ofHours(24);
}
