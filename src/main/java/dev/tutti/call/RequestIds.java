package dev.tutti.call;

import java.util.random.RandomGenerator;

/** Names for requests: unique in a process, and between processes as good as. Thread-safe. */
public final class RequestIds {
  private final UniqueBits bits;

  /** Begins at a random place. */
  public RequestIds(RandomGenerator random) {
    this.bits = new UniqueBits(random);
  }

  /** The next name, such as {@code req_1f0c...}: 64 bits that do not look like a counter. */
  public String next() {
    return "req_" + Long.toHexString(bits.next());
  }
}
