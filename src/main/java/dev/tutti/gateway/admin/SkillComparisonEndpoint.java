package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.gateway.comparison.VersionComparison;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * {@code GET /admin/skills/{name}/compare?a=&b=&from=&to=}: what became of the calls of two
 * versions of a skill, of the last 30 days unless it is told otherwise.
 */
public record SkillComparisonEndpoint(VersionComparison comparison, InstantSource clock)
    implements Endpoint {
  private static final Duration SPAN = Duration.ofDays(30);
  private static final int LONGEST = 200;

  @Override
  public void answer(HttpExchange exchange) {
    var range = TimeRange.of(exchange, clock, SPAN);
    var wanted =
        new VersionComparison.Wanted(
            exchange.path("name"),
            version(exchange, "a"),
            version(exchange, "b"),
            range.from().truncatedTo(ChronoUnit.MILLIS),
            range.to().truncatedTo(ChronoUnit.MILLIS));
    exchange.when(comparison.compare(wanted), exchange::json);
  }

  private static String version(HttpExchange exchange, String name) {
    var version = exchange.query(name).orElse("");
    if (version.isBlank() || version.length() > LONGEST) {
      throw Fault.invalid(name, "is missing (expected: a version, a revision or a label)");
    }
    return version;
  }
}
