package dev.tutti.report;

import java.util.Arrays;

/**
 * Whole numbers in bytes: seven bits in each byte, the low ones first, the eighth says that there
 * is more; the sign in the lowest bit (zigzag). Not thread-safe.
 */
final class Varints {
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;
  private static final int FIRST_BYTES = 128;

  private byte[] bytes;
  private int at;

  private Varints(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Numbers to be written. */
  static Varints empty() {
    return new Varints(new byte[FIRST_BYTES]);
  }

  /** Numbers that were written. */
  static Varints of(byte[] written) {
    return new Varints(written);
  }

  void put(long number) {
    if (bytes.length - at < Long.BYTES + 2) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    long left = (number << 1) ^ (number >> (Long.SIZE - 1));
    while (left >>> BITS != 0) {
      bytes[at++] = (byte) (left | MORE);
      left >>>= BITS;
    }
    bytes[at++] = (byte) left;
  }

  long next() {
    long number = 0;
    int shift = 0;
    byte read;
    do {
      read = bytes[at++];
      number |= (long) (read & (MORE - 1)) << shift;
      shift += BITS;
    } while (read < 0);
    return (number >>> 1) ^ -(number & 1);
  }

  byte[] written() {
    return Arrays.copyOf(bytes, at);
  }
}
