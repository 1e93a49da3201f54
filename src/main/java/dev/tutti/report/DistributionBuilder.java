package dev.tutti.report;

import java.util.Arrays;

/**
 * Distribution that grows: counts by bucket in a hash table with open addressing. Not thread-safe.
 */
final class DistributionBuilder {
  private static final int FREE = -1;
  private static final int SMALLEST = 8;
  private static final int SPREAD = 0x9E3779B9; // Fibonacci hashing

  private int[] buckets = new int[0];
  private long[] counts = new long[0];
  private int size;
  private long sum;

  /** Adds one duration in microseconds; what is below zero counts as zero. */
  void add(long micros) {
    long value = Math.max(0, micros);
    addBucket(DurationBuckets.of(value), 1);
    sum += value;
  }

  void addBucket(int bucket, long count) {
    if (2 * size >= buckets.length) {
      grow();
    }
    int at = place(bucket);
    if (buckets[at] == FREE) {
      buckets[at] = bucket;
      size++;
    }
    counts[at] += count;
  }

  void add(DistributionBuilder other) {
    for (int i = 0; i < other.buckets.length; i++) {
      if (other.buckets[i] != FREE) {
        addBucket(other.buckets[i], other.counts[i]);
      }
    }
    sum += other.sum;
  }

  void addSum(long micros) {
    sum += micros;
  }

  private int place(int bucket) {
    int mask = buckets.length - 1;
    int at = ((bucket * SPREAD) >>> 16) & mask;
    while (buckets[at] != FREE && buckets[at] != bucket) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    var oldBuckets = buckets;
    var oldCounts = counts;
    buckets = new int[Math.max(SMALLEST, 2 * oldBuckets.length)];
    counts = new long[buckets.length];
    Arrays.fill(buckets, FREE);
    for (int i = 0; i < oldBuckets.length; i++) {
      if (oldBuckets[i] != FREE) {
        int at = place(oldBuckets[i]);
        buckets[at] = oldBuckets[i];
        counts[at] = oldCounts[i];
      }
    }
  }

  /** The buckets that have something, in ascending order. */
  private int[] filled() {
    int[] filled = new int[size];
    int at = 0;
    for (int bucket : buckets) {
      if (bucket != FREE) {
        filled[at++] = bucket;
      }
    }
    Arrays.sort(filled);
    return filled;
  }

  Distribution build() {
    if (size == 0) {
      return Distribution.EMPTY;
    }
    var filled = filled();
    var found = new long[filled.length];
    for (int i = 0; i < filled.length; i++) {
      found[i] = counts[place(filled[i])];
    }
    return new Distribution(filled, found, sum);
  }

  /** Writes its sum, how many buckets there are, and each as its distance and its count. */
  void write(Varints to) {
    var filled = filled();
    to.put(sum);
    to.put(filled.length);
    int last = 0;
    for (int bucket : filled) {
      to.put(bucket - last);
      to.put(counts[place(bucket)]);
      last = bucket;
    }
  }

  /** Adds what {@link #write} has written. */
  void addWritten(Varints from) {
    sum += from.next();
    int filled = (int) from.next();
    int bucket = 0;
    for (int i = 0; i < filled; i++) {
      bucket += (int) from.next();
      addBucket(bucket, from.next());
    }
  }
}
