package dev.tutti.report;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Distribution of durations in microseconds. Its sum is exact; percentiles are those of an
 * HdrHistogram of two digits, at most 1 % more than the duration they stand for. Immutable.
 */
public final class Distribution {
  /** No durations. */
  public static final Distribution EMPTY = new Distribution(new int[0], new long[0], 0);

  private static final double WHOLE = 100;

  private final int[] buckets;
  private final long[] counts;
  private final long sum;
  private final long count;

  /**
   * @param buckets in ascending order, with their counts
   */
  Distribution(int[] buckets, long[] counts, long sum) {
    this.buckets = buckets;
    this.counts = counts;
    this.sum = sum;
    this.count = Arrays.stream(counts).sum();
  }

  /** How many durations. */
  public long count() {
    return count;
  }

  /** Their sum in microseconds. */
  public long sum() {
    return sum;
  }

  /** Standard deviation in microseconds, at most 1 % off; 0 where there are none. */
  public double deviation() {
    double mean = count == 0 ? 0 : (double) sum / count;
    double squares = 0;
    for (int i = 0; i < buckets.length; i++) {
      double off = DurationBuckets.middle(buckets[i]) - mean;
      squares += off * off * counts[i];
    }
    return count == 0 ? 0 : Math.sqrt(squares / count);
  }

  /**
   * Duration in microseconds that a share of all do not exceed.
   *
   * @param percent more than 0, at most 100
   */
  public OptionalLong percentile(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(count * percent / WHOLE));
    long seen = 0;
    for (int i = 0; i < buckets.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return OptionalLong.of(DurationBuckets.highest(buckets[i]));
      }
    }
    return OptionalLong.empty();
  }

  /** Both together. */
  public Distribution plus(Distribution other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    var both = new DistributionBuilder();
    addTo(both);
    other.addTo(both);
    return both.build();
  }

  private void addTo(DistributionBuilder builder) {
    for (int i = 0; i < buckets.length; i++) {
      builder.addBucket(buckets[i], counts[i]);
    }
    builder.addSum(sum);
  }
}
