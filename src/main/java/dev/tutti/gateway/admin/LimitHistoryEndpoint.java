package dev.tutti.gateway.admin;

import static java.util.stream.Collectors.groupingBy;

import dev.tutti.chat.Json;
import dev.tutti.config.Argument;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.monitor.LimitHistory;
import dev.tutti.monitor.LimitKind;
import dev.tutti.monitor.LimitMonitor;
import dev.tutti.monitor.LimitQuery;
import dev.tutti.monitor.LimitSample;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/limits/history?from=&to=&zone=&kind=&limit=&points=}: how full limits were, and
 * how they moved, in the last day unless it is told otherwise.
 */
public record LimitHistoryEndpoint(LimitMonitor monitor, InstantSource clock) implements Endpoint {
  private static final int FEW = 20;
  private static final int MOST = 200;
  private static final int POINTS = 96;
  private static final int MOST_POINTS = 500;

  @Override
  public void answer(HttpExchange exchange) {
    var wanted = wanted(exchange);
    exchange.when(monitor.history(wanted), found -> exchange.json(json(found, wanted)));
  }

  private LimitQuery wanted(HttpExchange exchange) {
    var scope = ScopeParameters.of(exchange, clock);
    // What was seen until now is written a moment after it was asked for.
    var to = exchange.query("to").isPresent() ? scope.to() : scope.to().plusSeconds(1);
    return new LimitQuery(
        scope.from(),
        to,
        number(exchange, "points", POINTS, MOST_POINTS),
        exchange.query("kind").map(LimitHistoryEndpoint::kind).map(Set::of).orElse(LimitQuery.ALL),
        number(exchange, "limit", FEW, MOST));
  }

  private static LimitKind kind(String word) {
    return ParameterFault.read(
        "kind", () -> Argument.named("kind", word, LimitKind.values(), LimitKind::word));
  }

  private static int number(HttpExchange exchange, String name, int usual, int most) {
    var text = exchange.query(name).orElse(Integer.toString(usual));
    return (int) Page.number(name, text, most);
  }

  /** Name of a limit. */
  private record Name(LimitKind kind, String subject) {
    static Name of(LimitSample sample) {
      return new Name(sample.kind(), sample.subject());
    }

    static Name of(LimitHistory.Point point) {
      return new Name(point.kind(), point.subject());
    }
  }

  private static ObjectNode json(LimitHistory history, LimitQuery wanted) {
    var step = wanted.step();
    var answer =
        Json.object()
            .put("from", wanted.from().toString())
            .put("to", wanted.to().toString())
            .put("step_ms", step.toMillis());
    var points = history.points().stream().collect(groupingBy(point -> Name.of(point)));
    var data = answer.putArray("data");
    for (var sample : history.samples()) {
      var to = json(data.addObject(), sample).putArray("points");
      for (var point : points.getOrDefault(Name.of(sample), List.of())) {
        add(to, point, wanted.from().plus(step.multipliedBy(point.part())));
      }
    }
    return answer;
  }

  private static ObjectNode json(ObjectNode to, LimitSample sample) {
    return to.put("kind", sample.kind().word())
        .put("subject", sample.subject())
        .put("lowest", sample.lowest())
        .put("limit", sample.most())
        .put("used", sample.used())
        .put("share", sample.share())
        .put("waiting", sample.waiting())
        .put("saturated", sample.saturated());
  }

  private static void add(ArrayNode to, LimitHistory.Point point, Instant at) {
    to.addObject().put("at", at.toString()).put("limit", point.most()).put("used", point.used());
  }
}
