package dev.tutti.call;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Source of numbers of 64 bits that do not look like a counter: unique in a process, and between
 * processes as good as. Thread-safe.
 */
public final class UniqueBits {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long start;
  private final AtomicLong count = new AtomicLong();

  /** Begins at a random place. */
  public UniqueBits(RandomGenerator random) {
    this.start = random.nextLong();
  }

  /** The next number. */
  public long next() {
    long bits = start + count.incrementAndGet() * GOLDEN;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L; // SplitMix64's finaliser, a bijection
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return bits ^ (bits >>> 31);
  }
}
