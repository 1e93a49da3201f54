package dev.tutti.wire;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The latest waits, by which percentiles are told when somebody asks: to note one takes a single
 * write, where a histogram takes a search. Thread-safe.
 */
final class RecentWaits {
  private static final int KEPT = 1 << 12;

  private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
  private final AtomicInteger count = new AtomicInteger();

  /** Notes one. */
  void add(long wait) {
    nanos.setRelease(count.getAndIncrement() & (KEPT - 1), wait);
  }

  /** Wait that so many of 100 did not exceed; none where nobody has waited. */
  Duration percentile(int percent) {
    int known = count.get();
    var all = new long[known < 0 ? KEPT : Math.min(known, KEPT)];
    Arrays.setAll(all, nanos::get);
    Arrays.sort(all);
    return all.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(all[(all.length - 1) * percent / 100]);
  }
}
