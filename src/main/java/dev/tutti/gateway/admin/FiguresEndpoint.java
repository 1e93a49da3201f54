package dev.tutti.gateway.admin;

import dev.tutti.chat.Json;
import dev.tutti.config.Argument;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.Page;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureBreakdown;
import dev.tutti.report.FigureSeries;
import dev.tutti.report.FigureSource;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.report.SeriesStep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/series?measure=&by=&step=} and {@code GET /admin/top?measure=&by=}, both with
 * {@code from}, {@code to}, {@code zone}, {@code filter}, {@code limit} and {@code
 * format=json|csv}: figures by time and by dimensions.
 */
public record FiguresEndpoint(FigureSource source, InstantSource clock) {
  private static final int MOST_MEASURES = 20;
  private static final int MOST_DIMENSIONS = 4;
  private static final int MOST_CELLS = 25_000;
  private static final String USUAL_LINES = "5";
  private static final String USUAL_ROWS = "20";

  /** {@code GET /admin/series}. */
  public void series(HttpExchange exchange) {
    var scope = ScopeParameters.of(exchange, clock);
    var format = new FigureFormat(measures(exchange));
    var csv = FigureFormat.isCsv(exchange);
    exchange.when(
        ParameterFault.read("query", () -> series(exchange, scope, format.measures())),
        series -> {
          if (csv) {
            exchange.text(FigureFormat.CSV, format.csv(series, scope.zone()));
          } else {
            exchange.json(format.json(head(exchange, scope), series));
          }
        });
  }

  private CompletableFuture<FigureSeries> series(
      HttpExchange exchange, ReportScope scope, List<ReportMeasure> measures) {
    var step =
        exchange
            .query("step")
            .map(SeriesStep::of)
            .orElseGet(() -> SeriesStep.suiting(Duration.between(scope.from(), scope.to())));
    var by = exchange.query("by").map(Dimension::of);
    int lines = limit(exchange, USUAL_LINES, FigureSource.MOST_LINES);
    int points = step.edges(scope.from(), scope.to(), scope.zone()).size() - 1;
    int cells = points * measures.size() * (by.isPresent() ? lines + 1 : 1);
    Argument.check(cells <= MOST_CELLS, "limit", lines, "at most " + MOST_CELLS + " figures");
    FigureSource.check(scope, measures.subList(0, 1));
    return by.isPresent()
        ? source.series(scope, step, by.get(), measures.getFirst(), lines)
        : source.series(scope, step);
  }

  /** {@code GET /admin/top}. */
  public void top(HttpExchange exchange) {
    var scope = ScopeParameters.of(exchange, clock);
    var format = new FigureFormat(measures(exchange));
    var csv = FigureFormat.isCsv(exchange);
    exchange.when(
        ParameterFault.read("query", () -> top(exchange, scope, format.measures())),
        rows -> {
          if (csv) {
            exchange.text(FigureFormat.CSV, format.csv(rows));
          } else {
            exchange.json(format.json(head(exchange, scope), rows));
          }
        });
  }

  private CompletableFuture<FigureBreakdown> top(
      HttpExchange exchange, ReportScope scope, List<ReportMeasure> measures) {
    var by = named("by", exchange.query("by").orElse("model"), MOST_DIMENSIONS, Dimension::of);
    int limit = limit(exchange, USUAL_ROWS, FigureSource.MOST_ROWS);
    return source.by(scope, by, measures.getFirst(), limit);
  }

  private static List<ReportMeasure> measures(HttpExchange exchange) {
    var words = exchange.query("measure").orElse("calls,cost");
    return ParameterFault.read(
        "measure", () -> named("measure", words, MOST_MEASURES, ReportMeasure::of));
  }

  private static <T> List<T> named(
      String name, String words, int most, Function<String, T> reading) {
    var all = Arrays.stream(words.split(",", most + 2)).map(reading).toList();
    Argument.check(all.size() <= most, name, all.size(), "at most " + most);
    return all;
  }

  private static int limit(HttpExchange exchange, String usual, int most) {
    return (int) Page.number("limit", exchange.query("limit").orElse(usual), most);
  }

  private static ObjectNode head(HttpExchange exchange, ReportScope scope) {
    return Json.object()
        .put("from", scope.from().toString())
        .put("to", scope.to().toString())
        .put("zone", scope.zone().getId())
        .put("filter", exchange.query("filter").orElse(""));
  }
}
