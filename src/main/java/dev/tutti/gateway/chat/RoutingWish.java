package dev.tutti.gateway.chat;

import dev.tutti.call.CallRouting;
import dev.tutti.chat.Fault;
import dev.tutti.http.HttpExchange;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Wish of a caller about the choice of a model, in headers of a request. */
final class RoutingWish {
  private static final String QUALITY = "x-tutti-quality";
  private static final String TAG = "x-tutti-tag";
  private static final int MOST_TAGS = 32;

  private RoutingWish() {}

  /**
   * Notes what the headers say.
   *
   * @throws Fault {@code invalid_request} for a quality that is no number from 0 to 1
   */
  static void of(HttpExchange exchange, CallRouting routing) {
    exchange.header(QUALITY).ifPresent(text -> routing.quality(quality(text)));
    exchange
        .list(TAG)
        .ifPresent(
            text ->
                routing.tags(
                    Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .limit(MOST_TAGS)
                        .collect(Collectors.toSet())));
  }

  private static double quality(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw Fault.invalid(QUALITY, "\"%s\" (expected: a number from 0 to 1)".formatted(text));
  }
}
