package dev.tutti.wire;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * All addresses that begin with the same bits.
 *
 * @param bits how many bits count
 */
record AddressRange(InetAddress first, int bits) {

  /** Ranges in the notation {@code 169.254.0.0/16}, or single addresses. */
  static List<AddressRange> of(String... ranges) {
    return Stream.of(ranges).map(AddressRange::parse).toList();
  }

  private static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    var first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int bits =
        slash < 0 ? first.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1));
    return new AddressRange(first, bits);
  }

  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    int whole = bits / 8;
    if (ours.length != theirs.length || !Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xFF) >> (8 - rest) == 0;
  }
}
