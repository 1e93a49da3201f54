package dev.tutti.report.document;

import dev.tutti.chat.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports as JSON, with the keys of everything and its labels in one language. */
final class JsonWriter {
  private final ReportLabels labels;

  JsonWriter(ReportLabels labels) {
    this.labels = labels;
  }

  byte[] bytes(Report report) {
    var head = report.head();
    var json = Json.object().put("kind", head.kind()).put("title", labels.title(head));
    span(json, head.span());
    json.put("zone", head.zone().getId()).put("filter", head.filter());
    head.previous().ifPresent(previous -> span(json.putObject("previous"), previous));
    json.put("made_at", head.made().toString());
    var sections = json.putArray("sections");
    report.sections().forEach(each -> section(sections.addObject(), each, head.zone()));
    return Json.bytes(json);
  }

  private static void span(ObjectNode json, ReportHead.Span span) {
    json.put("from", span.from().toString()).put("to", span.to().toString());
  }

  private void section(ObjectNode json, ReportSection section, ZoneId zone) {
    json.put("key", section.key()).put("title", labels.text("section." + section.key()));
    var elements = json.putArray("elements");
    for (var element : section.elements()) {
      switch (element) {
        case Sentence sentence -> sentence(elements.addObject(), sentence, zone);
        case FigureList list -> list(elements.addObject(), list);
        case DataTable table -> table(elements.addObject(), table);
        case Chart chart -> chart(elements.addObject(), chart);
      }
    }
  }

  private void sentence(ObjectNode json, Sentence sentence, ZoneId zone) {
    json.put("type", "sentence").put("key", sentence.key());
    json.put(
        "text",
        labels.sentence(
            sentence, text -> text, cell -> labels.shown(cell, zone, StrangeText::visible)));
  }

  private void list(ObjectNode json, FigureList list) {
    json.put("type", "figures").put("key", list.key());
    var figures = json.putArray("figures");
    for (var entry : list.entries()) {
      var figure = figures.addObject().put("key", entry.key());
      figure.put("label", labels.label(entry.key()));
      figure.put("unit", entry.figure().unit().word());
      figure(figure, entry.figure());
    }
  }

  private static void figure(ObjectNode json, ComparedFigure figure) {
    figure.value().ifPresent(value -> json.put("value", value));
    figure.previous().ifPresent(value -> json.put("previous", value));
    figure.change().ifPresent(value -> json.put("change", value));
    json.put("n", figure.figure().n());
    var flags = json.putArray("flags");
    figure.figure().flags().stream().sorted().forEach(flag -> flags.add(flag.word()));
  }

  private void table(ObjectNode json, DataTable table) {
    json.put("type", "table").put("key", table.key());
    json.put("title", labels.text("table." + table.key()));
    var columns = json.putArray("columns");
    for (var column : table.columns()) {
      var each = columns.addObject().put("key", column.key());
      each.put("label", labels.label(column.key()));
      column.unit().ifPresent(unit -> each.put("unit", unit.word()));
    }
    var rows = json.putArray("rows");
    table.rows().forEach(row -> row(rows.addObject(), table.columns(), row));
  }

  private static void row(ObjectNode json, List<DataTable.Column> columns, List<Cell> row) {
    for (int i = 0; i < row.size(); i++) {
      var key = columns.get(i).key();
      switch (row.get(i)) {
        case Cell.Label(String label) -> json.put(key, label);
        case Cell.Labels(var labels) -> labels.forEach(json.putArray(key)::add);
        case Cell.Text(String text) -> json.put(key, text);
        case Cell.Moment(Instant at) -> json.put(key, at.toString());
        case Cell.Exact(var number) -> json.put(key, number);
        case Cell.Amount(ComparedFigure figure) -> figure(json.putObject(key), figure);
        case Cell.None() -> json.putNull(key);
      }
    }
  }

  private void chart(ObjectNode json, Chart chart) {
    json.put("type", "chart").put("key", chart.key());
    json.put("title", labels.text("table." + chart.key()));
    json.put("unit", chart.unit().word()).put("complete", chart.complete());
    var positions = json.putArray("positions");
    chart.positions().forEach(cell -> add(positions, cell));
    var lines = json.putArray("series");
    for (var line : chart.lines()) {
      var each = lines.addObject();
      each.put("name", name(line.name()));
      var values = each.putArray("values");
      var sizes = each.putArray("n");
      for (var figure : line.figures()) {
        values.add(figure.value());
        sizes.add(figure.n());
      }
    }
  }

  private static String name(Cell cell) {
    return switch (cell) {
      case Cell.Label(String label) -> label;
      case Cell.Text(String text) -> text;
      case Cell.Labels _, Cell.Moment _, Cell.Exact _, Cell.Amount _, Cell.None _ ->
          cell.toString();
    };
  }

  private static void add(ArrayNode array, Cell cell) {
    switch (cell) {
      case Cell.Label(String label) -> array.add(label);
      case Cell.Labels(var labels) -> labels.forEach(array.addArray()::add);
      case Cell.Text(String text) -> array.add(text);
      case Cell.Moment(Instant at) -> array.add(at.toString());
      case Cell.Exact(var number) -> array.add(number);
      case Cell.Amount(ComparedFigure figure) ->
          figure.value().ifPresentOrElse(array::add, array::addNull);
      case Cell.None() -> array.addNull();
    }
  }
}
