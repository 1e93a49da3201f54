package dev.tutti.http;

import dev.tutti.config.Argument;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cross-origin resource sharing: pages of other origins that browsers may let call this server and
 * read its answers ({@code server.cors}). They show a key as everybody does; cookies are not
 * shared.
 *
 * @param origins as browsers write them, such as {@code https://app.example}; {@code *} is any, and
 *     none turns it off
 */
public record Cors(List<String> origins) {
  /** Off. */
  public static final Cors NONE = new Cors(List.of());

  private static final String ANY = "*";
  private static final Pattern ORIGIN =
      Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^/?#@\\s\\p{Upper}]+");
  private static final String EXPECTED = "* or an origin such as https://app.example:3000";

  /** Seconds that a browser may remember the answer to a preflight. */
  private static final String MEMORY = "600";

  /** Checks that each is an origin. */
  public Cors {
    origins.forEach(
        each -> Argument.check(ORIGIN.matcher(each).matches(), "cors.origins", each, EXPECTED));
    origins = List.copyOf(origins);
  }

  /** Reads the section {@code server.cors}. */
  static Cors read(Section section) {
    return new Cors(section.list("origins", Kind.text(ORIGIN, EXPECTED)).or(NONE.origins));
  }

  /** Whether an origin is named, and not merely one of any. */
  boolean names(String origin) {
    return origins.contains(origin.toLowerCase(Locale.ROOT));
  }

  /** Whether a page of an origin may call. */
  boolean allows(String origin) {
    return origins.contains(ANY) || origins.contains(origin.toLowerCase(Locale.ROOT));
  }

  /**
   * Says in the answer, whatever it will be, that the page that asks may read it.
   *
   * @return whether that is all: a browser asks whether it may send a request at all
   */
  boolean answer(HttpServerRequest http) {
    var origin = http.getHeader(HttpHeaders.ORIGIN);
    if (origins.isEmpty() || origin == null || !allows(origin)) {
      return false;
    }
    http.response()
        .putHeader("access-control-allow-origin", origin)
        .putHeader("access-control-expose-headers", ANY)
        .putHeader("vary", "origin");
    var method = http.getHeader("access-control-request-method");
    if (!http.method().equals(HttpMethod.OPTIONS) || method == null) {
      return false;
    }
    preflight(http, method);
    return true;
  }

  /** The request itself, not its preflight, is checked for its key and its path. */
  private static void preflight(HttpServerRequest http, String method) {
    var response = http.response().setStatusCode(204);
    response.putHeader("access-control-allow-methods", method);
    response.putHeader("access-control-max-age", MEMORY);
    var headers = http.getHeader("access-control-request-headers");
    if (headers != null) {
      response.putHeader("access-control-allow-headers", headers);
    }
    if (http.headers().contains("access-control-request-private-network")) {
      response.putHeader("access-control-allow-private-network", "true");
    }
    response.end();
  }
}
