package dev.tutti.console;

import dev.tutti.http.HttpExchange;
import io.vertx.core.http.HttpServerResponse;

/**
 * Headers that bound what a browser does with what the console serves: scripts and styles are files
 * of this server, nothing is asked of any other, no text becomes markup or code (Trusted Types),
 * and no page frames it.
 */
final class PageHeaders {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "font-src 'self'",
          "connect-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  private static final String NO_FEATURES =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";

  private PageHeaders() {}

  /** Writes them. */
  static HttpServerResponse write(HttpExchange exchange) {
    return exchange
        .response()
        .putHeader("content-security-policy", POLICY)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader("cross-origin-opener-policy", "same-origin")
        .putHeader("cross-origin-resource-policy", "same-origin")
        .putHeader("permissions-policy", NO_FEATURES);
  }
}
