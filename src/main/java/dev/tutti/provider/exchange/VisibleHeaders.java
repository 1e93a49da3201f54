package dev.tutti.provider.exchange;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Headers of an upstream that a caller may see: its rate limits and its name for the request. */
final class VisibleHeaders {
  private VisibleHeaders() {}

  /**
   * Those of an answer, without secrets that the request carried.
   *
   * @param mask is asked only when there is one to be shown
   */
  static List<Map.Entry<String, String>> of(MultiMap headers, Supplier<SecretMask> mask) {
    List<Map.Entry<String, String>> visible = List.of();
    for (var header : headers) {
      var name = header.getKey();
      if (name.regionMatches(true, 0, "x-ratelimit-", 0, 12)
          || name.regionMatches(true, 0, "anthropic-ratelimit-", 0, 20)
          || name.equalsIgnoreCase("x-request-id")
          || name.equalsIgnoreCase("request-id")) {
        visible = visible.isEmpty() ? new ArrayList<>(6) : visible;
        visible.add(Map.entry(name.toLowerCase(Locale.ROOT), mask.get().hide(header.getValue())));
      }
    }
    return visible;
  }
}
