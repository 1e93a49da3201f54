package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.http.HttpExchange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/**
 * Range of time of a report, from 1970 to 9999.
 *
 * @param to the first instant after it
 */
record TimeRange(Instant from, Instant to) {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * The range that {@code from} and {@code to} ask for: until now, and as long as usual, unless
   * they say otherwise.
   *
   * @throws Fault {@code invalid_request}
   */
  static TimeRange of(HttpExchange exchange, InstantSource clock, Duration usual) {
    var to = exchange.query("to").map(TimeRange::time).orElse(clock.instant().plusSeconds(1));
    var from = exchange.query("from").map(TimeRange::time).orElse(to.minus(usual));
    if (!from.isBefore(to)) {
      throw Fault.invalid("to", to + " (expected: after " + from + ")");
    }
    return new TimeRange(from, to);
  }

  private static Instant time(String text) {
    try {
      var time = Instant.parse(text);
      if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeParseException _) {
      // refused below
    }
    throw Fault.invalid(
        "from, to", text + " (expected: 2026-01-31T00:00:00Z, in the years 1970 to 9999)");
  }
}
