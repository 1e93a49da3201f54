package dev.tutti.wire;

import java.net.URI;
import java.util.Locale;

/** Where an upstream listens; connections are pooled by origin. */
public record Origin(String host, int port, boolean tls) {

  /**
   * The origin of an {@code http} or {@code https} address.
   *
   * @throws IllegalArgumentException when it has another scheme or no host
   */
  public static Origin of(URI address) {
    var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if ((!tls && !scheme.equals("http")) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "\"" + address + "\" (expected: http://host or https://host, with a path at most)");
    }
    int port = address.getPort() > 0 ? address.getPort() : tls ? 443 : 80;
    return new Origin(address.getHost().toLowerCase(Locale.ROOT), port, tls);
  }

  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + host + ":" + port;
  }
}
