package dev.tutti.call;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Names of requests: unique, and in the order of their time, so that an index over them grows at
 * its end. Thread-safe.
 */
public final class RequestIds {
  private static final int RADIX = 32; // milliseconds have nine digits until the year 3084

  private final InstantSource clock;
  private final UniqueBits bits;

  /** Begins at a random place. */
  public RequestIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.bits = new UniqueBits(random);
  }

  /**
   * The next name, such as {@code req_1k6v3q2a9e4c0t...}: the time in nine digits, and 64 bits that
   * do not look like a counter.
   */
  public String next() {
    return "req_"
        + Long.toUnsignedString(clock.millis(), RADIX)
        + Long.toUnsignedString(bits.next(), RADIX);
  }
}
