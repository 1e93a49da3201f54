package dev.tutti.report;

import java.time.Duration;

/**
 * Length of the buckets into which rows are added up. Each row is in one bucket of each level, and
 * any span is put together from few of them: days in its middle, shorter ones towards its ends. A
 * quarter of an hour divides the days of every zone; four hours those of most. Fifteen seconds are
 * for the ends of spans that have begun lately, and kept for some hours only.
 */
enum BucketLevel {
  FINE(3, Duration.ofSeconds(15)),
  QUARTER(0, Duration.ofMinutes(15)),
  FOUR_HOURS(1, Duration.ofHours(4)),
  DAY(2, Duration.ofDays(1));

  private final int number;
  private final long millis;

  BucketLevel(int number, Duration length) {
    this.number = number;
    this.millis = length.toMillis();
  }

  /** Its number in the database. */
  int number() {
    return number;
  }

  /** The beginning of the bucket that a time is in. */
  long floor(long time) {
    return Math.floorDiv(time, millis) * millis;
  }

  /** The first beginning of a bucket that is not before a time. */
  long ceiling(long time) {
    return Math.ceilDiv(time, millis) * millis;
  }
}
