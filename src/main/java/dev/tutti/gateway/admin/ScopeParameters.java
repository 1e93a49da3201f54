package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.http.HttpExchange;
import dev.tutti.query.Moment;
import dev.tutti.query.QuerySyntaxException;
import dev.tutti.report.ReportScope;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Parameters of all figures: {@code from}, {@code to}, {@code zone} and {@code filter}. */
final class ScopeParameters {
  private static final ZoneId UTC = ZoneId.of("UTC"); // as people write it
  private static final Duration USUAL = Duration.ofDays(1);

  private ScopeParameters() {}

  /**
   * Scope that an exchange asks for: until now, and for a day, unless it says otherwise.
   *
   * @throws Fault {@code invalid_request}
   */
  static ReportScope of(HttpExchange exchange, InstantSource clock) {
    var moment = new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), zone(exchange));
    var to = exchange.query("to").map(text -> time("to", text, moment)).orElse(moment.now());
    var from =
        exchange.query("from").map(text -> time("from", text, moment)).orElse(to.minus(USUAL));
    var filter = exchange.query("filter").orElse("");
    try {
      return ReportScope.of(from, to, moment.zone(), filter, moment.now());
    } catch (QuerySyntaxException e) {
      throw Fault.invalid("filter", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw ParameterFault.of("from, to", e);
    }
  }

  private static Instant time(String name, String text, Moment moment) {
    return moment
        .time(text)
        .orElseThrow(
            () ->
                Fault.invalid(
                    name,
                    "\"%s\" (expected: a time such as 2026-03-01, 2026-03-01T12:30, 2026-03-01T12:30+05:45 or -24h)"
                        .formatted(text)));
  }

  /**
   * The zone in which times are meant, UTC unless an exchange names one.
   *
   * @throws Fault {@code invalid_request}
   */
  static ZoneId zone(HttpExchange exchange) {
    return exchange.query("zone").map(ScopeParameters::zone).orElse(UTC);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      throw Fault.invalid(
          "zone", "\"%s\" (expected: a zone such as Asia/Shanghai or +05:45)".formatted(name));
    }
  }
}
