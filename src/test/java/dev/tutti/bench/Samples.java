package dev.tutti.bench;

import java.util.Arrays;

/**
 * Every duration of a run, exactly; sorted only when asked for. Bounded: beyond 20 million nothing
 * is added.
 */
final class Samples {
  private static final int MOST = 20_000_000;

  private long[] nanos = new long[1 << 16];
  private int size;

  void add(long duration) {
    if (size == MOST) {
      return;
    }
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, Math.min(MOST, 2 * size));
    }
    nanos[size++] = duration;
  }

  LoadEvent.Micros micros() {
    Arrays.sort(nanos, 0, size);
    return new LoadEvent.Micros(
        size, quantile(0.5), quantile(0.9), quantile(0.99), quantile(0.999), quantile(1));
  }

  private double quantile(double share) {
    if (size == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * size) - 1;
    return nanos[Math.max(0, rank)] / 1_000.0;
  }
}
