package dev.tutti.cli.report;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Sentences and tables of a report in JSON, as lines. */
public final class ReportText {
  private ReportText() {}

  public static void print(PrintWriter out, JsonNode report) {
    for (var section : report.path("sections")) {
      for (var element : section.path("elements")) {
        if (element.path("type").asString("").equals("sentence")) {
          out.println(element.path("text").asString(""));
        } else if (!element.path("rows").isEmpty()) {
          table(out, element);
        }
      }
    }
  }

  private static void table(PrintWriter out, JsonNode table) {
    out.println();
    out.println(table.path("title").asString(""));
    var lines = new ArrayList<List<String>>();
    var columns = table.path("columns");
    lines.add(columns.valueStream().map(each -> each.path("label").asString("")).toList());
    for (var row : table.path("rows")) {
      lines.add(
          columns
              .valueStream()
              .map(each -> cell(row.path(each.path("key").asString(""))))
              .toList());
    }
    var widths = new int[columns.size()];
    lines.forEach(
        line -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], line.get(i).length());
          }
        });
    lines.forEach(line -> out.println(padded(line, widths)));
    out.println();
  }

  private static String padded(List<String> line, int[] widths) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < widths.length; i++) {
      cells.add(line.get(i) + " ".repeat(widths[i] - line.get(i).length()));
    }
    return cells.stream().collect(Collectors.joining("  ")).stripTrailing();
  }

  private static String cell(JsonNode cell) {
    var value = cell.isObject() ? cell.path("value") : cell;
    return value.isMissingNode() || value.isNull() ? "-" : value.asString("");
  }
}
