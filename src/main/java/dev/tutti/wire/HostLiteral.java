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
import org.jspecify.annotations.Nullable;

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

  /** The address, and the one that is inside it when it only carries another. */
  static Stream<InetAddress> withInner(InetAddress address) {
    var inner = inner(address.getAddress());
    return inner == null ? Stream.of(address) : Stream.of(address, inner);
  }

  /** IPv4 mapped or compatible, NAT64 (RFC 6052, 8215), 6to4 (RFC 3056), Teredo (RFC 4380). */
  private static @Nullable InetAddress inner(byte[] bytes) {
    if (bytes.length != 16) {
      return null;
    }
    if (begins(bytes, 0x20, 0x02)) {
      return four(bytes, 2, 0);
    }
    if (begins(bytes, 0x20, 0x01, 0, 0)) {
      return four(bytes, 12, 0xFF);
    }
    boolean carries =
        begins(bytes, 0, 0x64, 0xff, 0x9b)
            || begins(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff)
            || begins(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    return carries && !isLoopback(bytes) ? four(bytes, 12, 0) : null;
  }

  private static boolean isLoopback(byte[] bytes) {
    return IntStream.range(0, 15).allMatch(i -> bytes[i] == 0);
  }

  private static boolean begins(byte[] bytes, int... prefix) {
    return IntStream.range(0, prefix.length).allMatch(i -> (bytes[i] & 0xFF) == prefix[i]);
  }

  private static InetAddress four(byte[] bytes, int from, int flipped) {
    byte[] four = Arrays.copyOfRange(bytes, from, from + 4);
    for (int i = 0; i < four.length; i++) {
      four[i] ^= (byte) flipped;
    }
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
