package dev.tutti.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The notations that some resolver takes for an address: decimal, octal and hexadecimal numbers,
 * fewer than four of them, full-width digits, percent signs, zones, and IPv4 addresses inside IPv6
 * ones.
 */
final class HostLiteral {
  private HostLiteral() {}

  /** A host as every resolver understands it: lower case, plain characters, no dot at the end. */
  static String plain(String host) {
    var decoded = decoded(host);
    var narrow = Normalizer.normalize(decoded, Normalizer.Form.NFKC).replace('\u3002', '.');
    var bare = narrow.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "").replaceAll("\\.+$", "");
    int zone = bare.indexOf('%');
    return zone < 0 ? bare : bare.substring(0, zone);
  }

  private static String decoded(String host) {
    try {
      return URLDecoder.decode(host.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return host; // a zone such as %eth0
    }
  }

  /** The address that a plain host is a notation of; empty for a name. */
  static Optional<InetAddress> address(String plain) {
    try {
      return Optional.of(
          plain.indexOf(':') >= 0
              ? InetAddress.ofLiteral(plain)
              : Inet4Address.ofPosixLiteral(plain));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The address, and the IPv4 ones that it may carry, to which a gateway hands packets on. */
  static Stream<InetAddress> withInner(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16
        ? Stream.concat(Stream.of(address), inner(bytes))
        : Stream.of(address);
  }

  /**
   * 6to4 (RFC 3056), the client and the server of Teredo (RFC 4380), ISATAP in any network (RFC
   * 5214), and what {@link #translated} knows.
   */
  private static Stream<InetAddress> inner(byte[] bytes) {
    if (begins(bytes, 0x20, 0x02)) {
      return Stream.of(four(bytes, 2, 0));
    }
    if (begins(bytes, 0x20, 0x01, 0, 0)) {
      return Stream.of(four(bytes, 4, 0), four(bytes, 12, 0xFF));
    }
    boolean isatap = (bytes[8] & 0xFD) == 0 && at(bytes, 9, 0, 0x5e, 0xfe);
    return isatap ? Stream.of(four(bytes, 12, 0)) : translated(bytes);
  }

  /**
   * IPv4 mapped and compatible (RFC 4291), IPv4-translated (RFC 2765), and NAT64 with its
   * well-known prefix (RFC 6052) and those for local use (RFC 8215), whose length only its gateway
   * knows.
   */
  private static Stream<InetAddress> translated(byte[] bytes) {
    if (begins(bytes, 0, 0x64, 0xff, 0x9b, 0, 1)) {
      return Stream.of(
          four(bytes, 12, 0), split(bytes, 6, 2), split(bytes, 7, 1), four(bytes, 9, 0));
    }
    boolean carries =
        begins(bytes, 0, 0x64, 0xff, 0x9b)
            || begins(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0)
            || begins(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff)
            || begins(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    return carries && !isLoopback(bytes) ? Stream.of(four(bytes, 12, 0)) : Stream.empty();
  }

  /** An address around the reserved octet 8: some octets before it, the others behind it. */
  private static InetAddress split(byte[] bytes, int from, int before) {
    var four = new byte[4];
    System.arraycopy(bytes, from, four, 0, before);
    System.arraycopy(bytes, 9, four, before, 4 - before);
    return address(four);
  }

  private static boolean isLoopback(byte[] bytes) {
    return IntStream.range(0, 15).allMatch(i -> bytes[i] == 0);
  }

  private static boolean begins(byte[] bytes, int... prefix) {
    return at(bytes, 0, prefix);
  }

  private static boolean at(byte[] bytes, int from, int... wanted) {
    return IntStream.range(0, wanted.length).allMatch(i -> (bytes[from + i] & 0xFF) == wanted[i]);
  }

  private static InetAddress four(byte[] bytes, int from, int flipped) {
    byte[] four = Arrays.copyOfRange(bytes, from, from + 4);
    for (int i = 0; i < four.length; i++) {
      four[i] ^= (byte) flipped;
    }
    return address(four);
  }

  private static InetAddress address(byte[] four) {
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
