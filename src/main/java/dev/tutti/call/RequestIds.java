package dev.tutti.call;

import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Names of requests: unique, and in the order of their time, so that an index over them grows at
 * its end. Thread-safe.
 */
public final class RequestIds {
  private static final int RADIX = 32; // milliseconds have nine digits until the year 3084
  private static final String PREFIX = "req_";
  private static final int TIME_DIGITS = 9;

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
    return PREFIX
        + Long.toUnsignedString(clock.millis(), RADIX)
        + Long.toUnsignedString(bits.next(), RADIX);
  }

  /** When a name was made, in milliseconds since 1970-01-01 UTC; empty where it is no such name. */
  public static OptionalLong millis(String name) {
    int end = PREFIX.length() + TIME_DIGITS;
    if (!name.startsWith(PREFIX) || name.length() <= end) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(name, PREFIX.length(), end, RADIX));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
