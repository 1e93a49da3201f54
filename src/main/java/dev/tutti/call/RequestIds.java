package dev.tutti.call;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Names for requests: unique in a process, and between processes as good as. Thread-safe. */
public final class RequestIds {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long start;
  private final AtomicLong count = new AtomicLong();

  /** Begins at a random place. */
  public RequestIds(RandomGenerator random) {
    this.start = random.nextLong();
  }

  /** The next name, such as {@code req_1f0c...}: 64 bits that do not look like a counter. */
  public String next() {
    long bits = start + count.incrementAndGet() * GOLDEN;
    bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L; // SplitMix64's finaliser, a bijection
    bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
    return "req_" + Long.toHexString(bits ^ (bits >>> 31));
  }
}
