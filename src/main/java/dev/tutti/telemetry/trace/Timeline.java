package dev.tutti.telemetry.trace;

import dev.tutti.call.Loop;
import java.time.Instant;

/**
 * Relation between the readings of loops' clocks and the time of the day.
 *
 * @param now the time of the day in nanoseconds since 1970-01-01 UTC, up to the year 2262
 * @param reading of the clock at the same moment, see {@link Loop#nanos}
 */
record Timeline(long now, long reading) {
  private static final long SECOND = 1_000_000_000L;

  static Timeline of(Instant now, Loop loop) {
    return new Timeline(now.getEpochSecond() * SECOND + now.getNano(), loop.nanos());
  }

  /** The time of the day at another reading. */
  long at(long other) {
    return now - (reading - other);
  }
}
