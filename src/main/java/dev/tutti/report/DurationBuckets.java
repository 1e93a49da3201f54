package dev.tutti.report;

/**
 * Buckets of durations, as an HdrHistogram of two digits has them: one for each value below 256,
 * then 128 for each doubling, so that a bucket is at most 1/128 of its values wide. Percentiles are
 * those that HdrHistogram gives; the counts themselves are kept sparsely, because a quarter of an
 * hour of one key and one model has a few dozen values and there are hundreds of thousands of them.
 */
final class DurationBuckets {
  private static final int SUB_BITS = 7;
  private static final int HALF = 1 << SUB_BITS;
  private static final int WHOLE = HALF << 1;

  private DurationBuckets() {}

  /**
   * The bucket of a value.
   *
   * @param value at least 0
   */
  static int of(long value) {
    if (value < WHOLE) {
      return (int) value;
    }
    int shift = Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(value);
    return WHOLE + (shift - 1) * HALF + (int) (value >>> shift) - HALF;
  }

  /** The smallest value of a bucket. */
  static long lowest(int bucket) {
    if (bucket < WHOLE) {
      return bucket;
    }
    int beyond = bucket - WHOLE;
    return (long) (HALF + beyond % HALF) << (beyond / HALF + 1);
  }

  /** The largest value of a bucket. */
  static long highest(int bucket) {
    return lowest(bucket + 1) - 1;
  }

  /** The value in the middle of a bucket. */
  static double middle(int bucket) {
    return (lowest(bucket) + highest(bucket)) / 2.0;
  }
}
