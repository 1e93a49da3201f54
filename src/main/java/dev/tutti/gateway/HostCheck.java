package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a foreign web page had a browser send to loopback: their {@code Host} (DNS
 * rebinding) or {@code Origin} (cross-site) is not ours. Thread-safe.
 */
final class HostCheck {
  private final boolean listensOnLoopback;
  private final Set<String> ours;

  HostCheck(String listening, List<String> allowed) {
    var names = new HashSet<String>();
    names.add(listening.toLowerCase(Locale.ROOT));
    allowed.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    this.ours = Set.copyOf(names);
    this.listensOnLoopback = Loopback.isHost(listening);
  }

  void require(HttpServerRequest http) {
    if (!listensOnLoopback) {
      return;
    }
    var host = http.authority(); // of the Host header, or of HTTP/2's own
    if (host == null || !isOurs(host.host())) {
      throw foreign("host", host == null ? http.getHeader("host") : host.toString());
    }
    var origin = http.getHeader("origin");
    if (origin != null && !isOurs(hostOf(origin))) {
      throw foreign("origin", origin);
    }
  }

  private boolean isOurs(String name) {
    return Loopback.isHost(name) || ours.contains(name.toLowerCase(Locale.ROOT));
  }

  private static String hostOf(String origin) {
    try {
      return String.valueOf(URI.create(origin).getHost());
    } catch (IllegalArgumentException _) {
      return origin;
    }
  }

  private static Fault foreign(String header, @Nullable String value) {
    return Fault.of(
        FaultCode.PERMISSION,
        "%s: \"%s\" (expected: this server's own; add others to server.allowed_hosts)"
            .formatted(header, value));
  }
}
