package dev.tutti.gateway.passthrough;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Headers that are relayed, both ways: all but those of the connection (RFC 9110, 7.6.1, with every
 * header that {@code Connection} names), of credentials, and of Tutti's own.
 */
final class PassthroughHeaders {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /**
   * The caller's address and credentials, and its trace, of which providers are told where that is
   * wanted; how the answer may be compressed is asked anew.
   */
  private static final Set<String> CALLERS =
      Set.of(
          "host",
          "proxy-authorization",
          "expect",
          "content-length",
          "accept-encoding",
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "forwarded",
          "via",
          "x-real-ip",
          "traceparent",
          "tracestate",
          "baggage");

  /** Headers that would mix up the upstream's callers. */
  private static final Set<String> UPSTREAMS =
      Set.of("proxy-authenticate", "set-cookie", "alt-svc", "strict-transport-security");

  private static final String CORS = "access-control-";

  private PassthroughHeaders() {}

  /**
   * The caller's headers that go to the upstream.
   *
   * @param decoded whether the body is sent without its content coding
   */
  static List<Map.Entry<String, String>> ofRequest(
      Iterable<Map.Entry<String, String>> headers, boolean decoded) {
    var without = new HashSet<>(CALLERS);
    if (decoded) {
      without.add("content-encoding");
    }
    return relayed(headers, without).stream().filter(header -> !isOurs(header.getKey())).toList();
  }

  private static boolean isOurs(String name) {
    return name.regionMatches(true, 0, "x-tutti-", 0, 8)
        || name.regionMatches(true, 0, "x-forwarded-", 0, 12);
  }

  /** The upstream's headers that go to the caller. Which pages may read them is ours to say. */
  static List<Map.Entry<String, String>> ofAnswer(Iterable<Map.Entry<String, String>> headers) {
    return relayed(headers, UPSTREAMS).stream()
        .filter(header -> !header.getKey().regionMatches(true, 0, CORS, 0, CORS.length()))
        .toList();
  }

  private static List<Map.Entry<String, String>> relayed(
      Iterable<Map.Entry<String, String>> headers, Set<String> without) {
    var named = namedByConnection(headers);
    var relayed = new ArrayList<Map.Entry<String, String>>();
    for (var header : headers) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name) && !named.contains(name) && !without.contains(name)) {
        relayed.add(Map.entry(header.getKey(), header.getValue()));
      }
    }
    return relayed;
  }

  private static Set<String> namedByConnection(Iterable<Map.Entry<String, String>> headers) {
    var named = new HashSet<String>();
    for (var header : headers) {
      if (header.getKey().equalsIgnoreCase("connection")) {
        for (var name : header.getValue().toLowerCase(Locale.ROOT).split(",", -1)) {
          named.add(name.strip());
        }
      }
    }
    return named;
  }
}
