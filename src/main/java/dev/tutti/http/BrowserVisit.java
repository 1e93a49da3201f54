package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a request tells of the browser that may have sent it: cookie of its login, and whether a
 * page of this server has sent it. Confined to the exchange's loop.
 *
 * <p>The cookie is {@code __Host-tutti}, which browsers take from HTTPS only and from no other host
 * of the domain. A server of this machine that is asked without TLS calls it {@code tutti}.
 */
public final class BrowserVisit {
  private static final String SECURE_NAME = "__Host-tutti";
  private static final String PLAIN_NAME = "tutti";
  private static final int LONGEST_TOKEN = 100;
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final HttpServerRequest http;

  BrowserVisit(HttpServerRequest http) {
    this.http = http;
  }

  /** Value of the cookie, empty for none. */
  public String token() {
    var wanted = name() + "=";
    return http.headers().getAll(HttpHeaders.COOKIE).stream()
        .flatMap(line -> Stream.of(line.split(";")))
        .map(String::strip)
        .filter(each -> each.startsWith(wanted))
        .map(each -> each.substring(wanted.length()))
        .filter(each -> each.length() <= LONGEST_TOKEN)
        .findFirst()
        .orElse("");
  }

  /** Has the browser keep a token, see {@code set-cookie}; zero has it forgotten. */
  public void keep(String token, Duration age) {
    http.response()
        .putHeader(
            HttpHeaders.SET_COOKIE,
            "%s=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%d%s"
                .formatted(name(), token, age.toSeconds(), isPlain() ? "" : "; Secure"));
  }

  private String name() {
    return isPlain() ? PLAIN_NAME : SECURE_NAME;
  }

  /** A name that is not this machine's, asked without TLS, is taken for a proxy that ends TLS. */
  private boolean isPlain() {
    var asked = http.authority();
    return !http.isSSL() && asked != null && Loopback.isHost(asked.host());
  }

  /** Address that the request comes from, in digits. */
  public String address() {
    return Objects.requireNonNullElse(http.remoteAddress().hostAddress(), "");
  }

  /** Whether it comes from this machine. */
  public boolean isLocal() {
    return Loopback.isAddress(address());
  }

  /**
   * Goes on only for requests that a page of this server has sent, as far as browsers tell it; one
   * that only reads may also come from the address bar.
   *
   * @throws Fault {@code permission}
   */
  public void requireOwnPage() {
    boolean reads = READING.contains(http.method());
    var site = http.getHeader("sec-fetch-site");
    if (site != null) {
      require(site.equals("same-origin") || (reads && site.equals("none")), "sec-fetch-site", site);
      return;
    }
    var origin = http.getHeader(HttpHeaders.ORIGIN);
    require(origin == null ? reads : isOwn(origin), "origin", String.valueOf(origin));
  }

  /** The scheme is not compared: a proxy in front may take TLS off. */
  private boolean isOwn(String origin) {
    try {
      return Objects.equals(URI.create(origin).getRawAuthority(), String.valueOf(http.authority()));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void require(boolean holds, String header, String value) {
    if (!holds) {
      throw Fault.of(
          FaultCode.PERMISSION,
          "%s: \"%s\" (expected: a page of this server; others show a key instead of a cookie)"
              .formatted(header, value));
    }
  }
}
