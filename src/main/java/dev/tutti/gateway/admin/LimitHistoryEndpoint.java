package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.monitor.LimitHistory;
import dev.tutti.monitor.LimitMonitor;
import dev.tutti.monitor.LimitSample;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/limits/history?from=&to=&kind=&limit=&points=}: how full limits were, and how
 * they moved, in the last day unless it is told otherwise.
 */
public record LimitHistoryEndpoint(LimitMonitor monitor, InstantSource clock) implements Endpoint {
  private static final Duration SPAN = Duration.ofDays(1);
  private static final int FEW = 20;
  private static final int MOST = 200;
  private static final int POINTS = 96;
  private static final int MOST_POINTS = 500;

  @Override
  public void answer(HttpExchange exchange) {
    var range = TimeRange.of(exchange, clock, SPAN);
    var wanted =
        new Wanted(
            range.from(),
            exchange.query("kind").orElse(""),
            number(exchange, "limit", FEW, MOST),
            Duration.between(range.from(), range.to()),
            number(exchange, "points", POINTS, MOST_POINTS));
    exchange.when(
        monitor.history(range.from(), range.to(), wanted.points),
        found -> exchange.json(json(found, wanted).put("to", range.to().toString())));
  }

  private static int number(HttpExchange exchange, String name, int usual, int most) {
    var text = exchange.query(name).orElse(Integer.toString(usual));
    return (int) Page.number(name, text, most);
  }

  /**
   * What is to be told.
   *
   * @param kind of the limits; empty for all kinds
   * @param limit so many limits at most
   * @param points of each
   */
  private record Wanted(Instant from, String kind, int limit, Duration span, int points) {
    /** When a part of the span begins. */
    Instant at(int part) {
      long length = Math.ceilDiv(span.toMillis(), (long) points);
      return from.plusMillis(length * Math.clamp(part, 0, points - 1));
    }
  }

  private static ObjectNode json(LimitHistory history, Wanted wanted) {
    var answer = Json.object().put("from", wanted.from.toString());
    var data = answer.putArray("data");
    history.samples().stream()
        .filter(each -> wanted.kind.isEmpty() || each.kind().word().equals(wanted.kind))
        .limit(wanted.limit)
        .forEach(each -> points(json(data.addObject(), each), each, history, wanted));
    return answer;
  }

  private static ArrayNode json(ObjectNode to, LimitSample sample) {
    return to.put("kind", sample.kind().word())
        .put("subject", sample.subject())
        .put("lowest", sample.lowest())
        .put("limit", sample.most())
        .put("used", sample.used())
        .put("share", sample.share())
        .put("waiting", sample.waiting())
        .put("saturated", sample.saturated())
        .putArray("points");
  }

  private static void points(ArrayNode to, LimitSample of, LimitHistory history, Wanted wanted) {
    for (var point : history.points()) {
      if (point.kind() == of.kind() && point.subject().equals(of.subject())) {
        to.addObject()
            .put("at", wanted.at(point.part()).toString())
            .put("limit", point.most())
            .put("used", point.used());
      }
    }
  }
}
