package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.report.Dimension;
import dev.tutti.report.Figure;
import dev.tutti.report.FigureBreakdown;
import dev.tutti.report.FigureFlag;
import dev.tutti.report.FigureSeries;
import dev.tutti.report.Figures;
import dev.tutti.report.ReportMeasure;
import dev.tutti.text.Csv;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Forms in which figures are answered.
 *
 * @param measures those that are shown
 */
record FigureFormat(List<ReportMeasure> measures) {
  static final String CSV = "text/csv; charset=utf-8";

  private static final List<FigureFlag> NONE = List.of();

  /**
   * Whether an exchange asks for CSV in the place of JSON.
   *
   * @throws Fault {@code invalid_request}
   */
  static boolean isCsv(HttpExchange exchange) {
    var format = exchange.query("format").orElse("json");
    return switch (format) {
      case "json" -> false;
      case "csv" -> true;
      default -> throw Fault.invalid("format", format + " (expected: json or csv)");
    };
  }

  ObjectNode json(ObjectNode answer, FigureSeries series) {
    units(answer);
    var lines = answer.putArray("data");
    for (var line : series.lines()) {
      var one = lines.addObject().put("name", line.name()).put("rest", line.rest());
      var points = one.putArray("points");
      for (int i = 0; i < line.points().size(); i++) {
        var point = points.addObject();
        point.put("from", series.edges().get(i).toString());
        point.put("to", series.edges().get(i + 1).toString());
        point.set("figures", json(line.points().get(i), ofPoint(series, i)));
      }
    }
    return answer;
  }

  ObjectNode json(ObjectNode answer, FigureBreakdown rows) {
    units(answer);
    var by = answer.putArray("by");
    rows.by().stream().map(Dimension::word).forEach(by::add);
    var data = answer.putArray("data");
    for (var row : rows.rows()) {
      var one = data.addObject();
      var names = one.putArray("names");
      row.names().forEach(names::add);
      one.set("figures", json(row.figures(), NONE));
    }
    answer.putObject("rest").put("groups", rows.left()).set("figures", json(rows.rest(), NONE));
    answer.set("total", json(rows.total(), NONE));
    return answer;
  }

  private void units(ObjectNode answer) {
    var units = answer.putObject("units");
    measures.forEach(each -> units.put(each.word(), each.unit().word()));
  }

  /** Reservations about all figures of a point. */
  private static List<FigureFlag> ofPoint(FigureSeries series, int point) {
    return series.isWhole(point) ? NONE : List.of(FigureFlag.CUT);
  }

  private ObjectNode json(Figures figures, List<FigureFlag> ofAll) {
    var json = Json.object();
    for (var measure : measures) {
      var figure = measure.value(figures);
      var one = json.putObject(measure.word()).put("value", figure.value()).put("n", figure.n());
      var flags = one.putArray("flags");
      flags(figure, ofAll).forEach(flags::add);
    }
    return json;
  }

  private static List<String> flags(Figure figure, List<FigureFlag> ofAll) {
    return Stream.concat(figure.flags().stream(), ofAll.stream())
        .sorted()
        .map(FigureFlag::word)
        .toList();
  }

  String csv(FigureSeries series, ZoneId zone) {
    var text = new StringBuilder(Csv.line(headed("from", "to", "name", "rest")));
    for (var line : series.lines()) {
      for (int i = 0; i < line.points().size(); i++) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(local(series.edges().get(i), zone));
        cells.add(local(series.edges().get(i + 1), zone));
        cells.add(line.name());
        cells.add(line.rest());
        text.append(row(cells, line.points().get(i), ofPoint(series, i)));
      }
    }
    return text.toString();
  }

  private static String local(Instant time, ZoneId zone) {
    return time.atZone(zone).toOffsetDateTime().toString();
  }

  String csv(FigureBreakdown rows) {
    var words = rows.by().stream().map(Dimension::word).collect(Collectors.toList());
    words.add("rest");
    var text = new StringBuilder(Csv.line(headed(words.toArray(String[]::new))));
    for (var row : rows.rows()) {
      var cells = new ArrayList<@Nullable Object>(row.names());
      cells.add(false);
      text.append(row(cells, row.figures(), NONE));
    }
    if (rows.left() > 0) {
      var cells = new ArrayList<@Nullable Object>();
      rows.by().forEach(_ -> cells.add(""));
      cells.add(true);
      text.append(row(cells, rows.rest(), NONE));
    }
    return text.toString();
  }

  private List<String> headed(String... names) {
    var head = new ArrayList<>(List.of(names));
    for (var measure : measures) {
      head.add(measure.word());
      head.add(measure.word() + "_n");
      head.add(measure.word() + "_flags");
    }
    return head;
  }

  private String row(List<@Nullable Object> cells, Figures figures, List<FigureFlag> ofAll) {
    for (var measure : measures) {
      var figure = measure.value(figures);
      cells.add(figure.value());
      cells.add(figure.n());
      cells.add(String.join(" ", flags(figure, ofAll)));
    }
    return Csv.line(cells);
  }
}
