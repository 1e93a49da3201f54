package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.context.record.ContextGrouping;
import dev.tutti.context.record.ContextRecorder;
import dev.tutti.context.record.ContextSavings;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import dev.tutti.ledger.Ledger;
import dev.tutti.report.ReportScope;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/reports/context?by=session|skill|day&from=&to=&format=json|md}: what was sent
 * of conversations against their full histories, and what compression has cost.
 */
public record ContextReportEndpoint(ContextRecorder recorder, Ledger ledger, InstantSource clock)
    implements Endpoint {

  @Override
  public void answer(HttpExchange exchange) {
    var by = by(exchange);
    var format = exchange.query("format").orElse("json");
    if (!List.of("json", "md").contains(format)) {
      throw Fault.invalid("format", "\"%s\" (expected: json or md)".formatted(format));
    }
    var scope = ScopeParameters.of(exchange, clock);
    exchange.when(
        recorder.savings(ledger, by, scope.from(), scope.to()),
        groups -> {
          if (format.equals("md")) {
            ReportsEndpoint.headers(exchange, "context", "text/markdown; charset=utf-8", "md");
            exchange.end(Buffer.buffer(markdown(by, groups)));
          } else {
            exchange.json(json(by, scope, groups));
          }
        });
  }

  private static ContextGrouping by(HttpExchange exchange) {
    try {
      return ContextGrouping.of(exchange.query("by").orElse("day"));
    } catch (IllegalArgumentException e) {
      throw Fault.invalid("by", String.valueOf(e.getMessage()).replaceFirst("^by: ", ""));
    }
  }

  private static ObjectNode json(
      ContextGrouping by, ReportScope scope, List<ContextSavings> groups) {
    var json =
        Json.object()
            .put("by", by.word())
            .put("from", scope.from().toString())
            .put("to", scope.to().toString());
    json.setAll(ContextRecorder.total(groups).json());
    var data = json.putArray("data");
    for (var group : groups) {
      data.addObject().put(by.word(), group.group()).setAll(group.json());
    }
    return json;
  }

  private static String markdown(ContextGrouping by, List<ContextSavings> groups) {
    var text = new StringBuilder("# Context\n\n");
    text.append(
        "| %s | calls | sent | full | saved | share | saved $ | compression $ |%n"
            .formatted(by.word()));
    text.append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
    groups.forEach(group -> text.append(row(name(group), group)));
    return text.append(row("all", ContextRecorder.total(groups))).toString();
  }

  private static String name(ContextSavings group) {
    return group.group().isEmpty() ? "(none)" : group.group().replace("|", "\\|");
  }

  private static String row(String name, ContextSavings of) {
    var json = of.json();
    return "| %s | %d | %d | %d | %d | %s | %s | %s |%n"
        .formatted(
            name,
            of.calls(),
            of.sent(),
            of.full(),
            of.full() - of.sent(),
            json.path("saved_share").asString(),
            json.path("cost_saved_usd").asString(),
            json.path("compression_cost_usd").asString());
  }
}
