package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests that a foreign web page had a browser send to loopback: their {@code Host} (DNS
 * rebinding) or {@code Origin} (cross-site) is not ours. Thread-safe.
 */
final class HostCheck {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final boolean listensOnLoopback;
  private final Set<String> ours;

  HostCheck(String listening, List<String> allowed) {
    var names = new HashSet<>(LOOPBACK);
    names.add(listening.toLowerCase(Locale.ROOT));
    allowed.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    this.ours = Set.copyOf(names);
    this.listensOnLoopback = isLoopback(listening);
  }

  /** Whether an address to listen on can be reached from this machine only. */
  static boolean isLoopback(String host) {
    return LOOPBACK.contains(host.toLowerCase(Locale.ROOT)) || host.startsWith("127.");
  }

  void require(HttpServerRequest http) {
    if (!listensOnLoopback) {
      return;
    }
    var authority = http.authority(); // Host, or HTTP/2's :authority
    if (authority == null || !isOurs(authority.host())) {
      throw foreign("host", authority == null ? "" : authority.host());
    }
    var origin = http.getHeader("origin");
    if (origin != null && !isOurs(hostOf(origin))) {
      throw foreign("origin", origin);
    }
  }

  private boolean isOurs(String name) {
    return ours.contains(name.toLowerCase(Locale.ROOT)) || name.startsWith("127.");
  }

  private static String hostOf(String origin) {
    try {
      return String.valueOf(URI.create(origin).getHost());
    } catch (IllegalArgumentException _) {
      return origin;
    }
  }

  private static Fault foreign(String header, String value) {
    return Fault.of(
        FaultCode.PERMISSION,
        "%s: \"%s\" (expected: this server's own; add others to server.allowed_hosts)"
            .formatted(header, value));
  }
}
