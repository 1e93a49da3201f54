package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a web page had a browser send and that are not the page's to send. On
 * loopback, where a browser of this machine gets through, these are requests to a {@code Host} that
 * is not ours (DNS rebinding) and of a foreign {@code Origin}; and everywhere, what browsers mark
 * as sent across sites and give no origin to, such as an image. Thread-safe.
 */
final class HostCheck {
  private static final Set<String> ACROSS = Set.of("cross-site", "same-site");

  private final boolean listensOnLoopback;
  private final Set<String> ours;
  private final Cors cors;

  HostCheck(String listening, List<String> allowed, Cors cors) {
    var names = new HashSet<String>();
    names.add(listening.toLowerCase(Locale.ROOT));
    allowed.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    this.ours = Set.copyOf(names);
    this.listensOnLoopback = Loopback.isHost(listening);
    this.cors = cors;
  }

  /**
   * Goes on only for a host and an origin that may be named.
   *
   * @throws Fault {@code permission}
   */
  void require(HttpServerRequest http) {
    if (!listensOnLoopback) {
      return;
    }
    var host = host(http);
    if (host == null || !isOurs(host)) {
      throw foreign("host", host == null ? http.getHeader(HttpHeaders.HOST) : host);
    }
    var origin = http.getHeader(HttpHeaders.ORIGIN);
    if (origin != null
        && !isOurs(String.valueOf(parsed(origin).getHost()))
        && !cors.allows(origin)) {
      throw foreign("origin", origin);
    }
  }

  /**
   * The host that is asked: an absolute target's own (RFC 9112, 3.2.2), else that of the header or
   * of HTTP/2's authority.
   */
  private static @Nullable String host(HttpServerRequest http) {
    if (http.uri().startsWith("/") || http.uri().equals("*")) {
      var authority = http.authority();
      return authority == null ? null : authority.host();
    }
    return parsed(http.uri()).getHost();
  }

  /**
   * Goes on for everybody but a page that cannot be told from any other.
   *
   * @param harmless whether the request changes and costs nothing
   * @throws Fault {@code permission}
   */
  void requireOrigin(HttpServerRequest http, boolean harmless) {
    var site = http.getHeader("sec-fetch-site");
    if (site == null || !ACROSS.contains(site) || http.getHeader(HttpHeaders.ORIGIN) != null) {
      return;
    }
    if (!harmless || !isNavigation(http)) {
      throw Fault.of(
          FaultCode.PERMISSION,
          "sec-fetch-site: \"%s\" without an origin (expected: a page of this server, or fetch() of an origin in server.cors.origins)"
              .formatted(site));
    }
  }

  private static boolean isNavigation(HttpServerRequest http) {
    return "navigate".equals(http.getHeader("sec-fetch-mode"))
        && "document".equals(http.getHeader("sec-fetch-dest"));
  }

  /**
   * Goes on only for the server's own pages, those that {@code server.cors} names ({@code *} names
   * none), and whoever is no page at all.
   *
   * @throws Fault {@code permission}
   */
  void requireOwn(HttpServerRequest http) {
    var origin = http.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !isOwn(parsed(origin), http.authority()) && !cors.names(origin)) {
      throw Fault.of(
          FaultCode.PERMISSION,
          "origin: \"%s\" (expected: this server's own while no key exists; add others to server.cors.origins by name, as * counts once there is a key)"
              .formatted(origin));
    }
  }

  /** The scheme is not compared: a proxy in front may take TLS off. */
  private boolean isOwn(URI origin, @Nullable HostAndPort asked) {
    var host = origin.getHost();
    if (host == null || asked == null) {
      return false;
    }
    boolean same = host.equalsIgnoreCase(asked.host()) && origin.getPort() == asked.port();
    return same || (!Loopback.isHost(host) && ours.contains(host.toLowerCase(Locale.ROOT)));
  }

  private boolean isOurs(String name) {
    return Loopback.isHost(name) || ours.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A text that is no URL has no host. */
  private static URI parsed(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException _) {
      return URI.create("");
    }
  }

  private static Fault foreign(String header, @Nullable String value) {
    return Fault.of(
        FaultCode.PERMISSION,
        "%s: \"%s\" (expected: this server's own; add others to server.allowed_hosts%s)"
            .formatted(header, value, header.equals("origin") ? " or server.cors.origins" : ""));
  }
}
