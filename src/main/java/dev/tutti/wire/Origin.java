package dev.tutti.wire;

import java.net.URI;
import java.util.Locale;

/**
 * Origin of an upstream: the scheme, host and port by which connections are pooled.
 *
 * @param host a name or an address, in lower case; an IPv6 address is in brackets
 * @param port 1 to 65535
 * @param tls whether it is spoken to over TLS
 */
public record Origin(String host, int port, boolean tls) {

  /**
   * The origin of an {@code http} or {@code https} address.
   *
   * @throws IllegalArgumentException when it has another scheme, no host or one with a zone, a port
   *     that is none, or more than a path
   */
  public static Origin of(URI address) {
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    boolean web = tls || scheme.equals("http");
    var host = String.valueOf(address.getHost());
    if (!web || address.getHost() == null || host.contains("%") || !isPlain(address)) {
      throw new IllegalArgumentException(
          "\""
              + shown(address)
              + "\" (expected: http://host or https://host, with a path at most)");
    }
    int port = address.getPort() < 0 ? tls ? 443 : 80 : address.getPort();
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "port: %d in \"%s\" (expected: 1 to 65535)".formatted(port, address));
    }
    return new Origin(host.toLowerCase(Locale.ROOT), port, tls);
  }

  /** A query, a fragment or user information would be dropped without a word. */
  private static boolean isPlain(URI address) {
    return address.getRawQuery() == null
        && address.getRawFragment() == null
        && address.getRawUserInfo() == null;
  }

  /** User information may be a password. */
  private static String shown(URI address) {
    return address.toString().replaceFirst("//[^/?#]*@", "//***@");
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }
}
