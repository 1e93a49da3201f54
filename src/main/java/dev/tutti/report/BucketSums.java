package dev.tutti.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of the buckets that rows are added to, made from those of 15 seconds and all keys.
 *
 * <p>A bucket is written anew for each sum that is added to it, so what has just come is added to
 * buckets of 15 seconds alone, of each grouping. Once a quarter of an hour is over, and most calls
 * that began in it have ended, these are added up to longer ones: it is settled then, and what
 * still comes of it goes into the longer ones at once. Not thread-safe.
 */
final class BucketSums {
  /** Time that calls have to end in after a quarter of an hour, before it is settled. */
  static final Duration SETTLING = Duration.ofMinutes(5);

  private final SubjectRows of;
  private final long fineFrom;
  private final long settledTo;
  private final Map<BucketTable.Key, FigureSum> fine;
  private final Map<BucketTable.Key, FigureSum> quarters = new HashMap<>();

  private BucketSums(
      SubjectRows of, long fineFrom, long settledTo, Map<BucketTable.Key, FigureSum> fine) {
    this.of = of;
    this.fineFrom = fineFrom;
    this.settledTo = settledTo;
    this.fine = fine;
  }

  /**
   * Sums of some rows.
   *
   * @param coverage what buckets have
   * @param fine their sums by the smallest buckets of all keys, which are not changed
   */
  static BucketSums of(SubjectRows of, Coverage coverage, Map<BucketTable.Key, FigureSum> fine) {
    long latest = fine.keySet().stream().mapToLong(BucketTable.Key::bucket).max().orElse(0);
    long fineFrom = Math.max(coverage.fineFrom(), latest - BucketTable.FINE_KEPT.toMillis());
    long over = BucketLevel.QUARTER.floor(latest - SETTLING.toMillis());
    long settledTo =
        Math.max(
            Math.max(coverage.settledTo(), over),
            BucketLevel.QUARTER.ceiling(fineFrom)); // what is in no fine bucket is in a longer one
    var sums = new BucketSums(of, fineFrom, settledTo, grouped(of, fine));
    sums.settle();
    return sums;
  }

  /** The same by every grouping. */
  private static Map<BucketTable.Key, FigureSum> grouped(
      SubjectRows of, Map<BucketTable.Key, FigureSum> fine) {
    var grouped = new HashMap<>(fine);
    for (int i = 0; i < of.groupings().size() - 1; i++) {
      for (var each : fine.entrySet()) {
        sum(of, grouped, grouped(of, each.getKey(), i)).add(each.getValue());
      }
    }
    return grouped;
  }

  private static BucketTable.Key grouped(SubjectRows of, BucketTable.Key key, int grouping) {
    var kept = new ArrayList<>(key.keys());
    for (int i = 0; i < kept.size(); i++) {
      if (!of.groupings().get(grouping).contains(of.keys().get(i))) {
        kept.set(i, 0L);
      }
    }
    return new BucketTable.Key(grouping, key.level(), key.bucket(), kept);
  }

  private static FigureSum sum(
      SubjectRows of, Map<BucketTable.Key, FigureSum> sums, BucketTable.Key key) {
    return sums.computeIfAbsent(key, _ -> new FigureSum(of));
  }

  /** What is settled goes into longer buckets; the finest are kept of the latest hours only. */
  private void settle() {
    fine.forEach(
        (key, sum) -> {
          if (key.bucket() < settledTo) {
            quarter(key).add(sum);
          }
        });
    fine.keySet().removeIf(key -> key.bucket() < fineFrom);
  }

  private FigureSum quarter(BucketTable.Key key) {
    return sum(of, quarters, key.at(BucketLevel.QUARTER));
  }

  /** Adds a bucket of 15 seconds that is settled now, as it was written. */
  void settle(BucketTable.Key key, byte[] written) {
    quarter(key).addWritten(written);
  }

  /** The finest buckets of earlier times are left out. */
  long fineFrom() {
    return fineFrom;
  }

  /** Longer buckets have what came before this time only. */
  long settledTo() {
    return settledTo;
  }

  /** All of them, in the order of the table. */
  List<Map.Entry<BucketTable.Key, FigureSum>> inOrder() {
    var all = new HashMap<>(fine);
    all.putAll(quarters);
    for (var level : List.of(BucketLevel.FOUR_HOURS, BucketLevel.DAY)) {
      quarters.forEach((key, sum) -> sum(of, all, key.at(level)).add(sum));
    }
    var entries = new ArrayList<>(all.entrySet());
    entries.sort(Map.Entry.comparingByKey(BucketTable.Key.ORDER));
    return entries;
  }
}
