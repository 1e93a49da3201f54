package dev.tutti.application.insight;

import dev.tutti.application.insight.reading.InsightReader;
import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.ReadData;
import dev.tutti.chat.Fault;
import dev.tutti.document.table.TableCell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Series and tables as JSON, as callers send them. */
final class InsightInput {
  private static final int MOST_SERIES = 50;
  private static final int MOST_VALUES = 200_000;
  private static final int LONGEST_NAME = 200;

  private InsightInput() {}

  /**
   * Data of a member.
   *
   * @param name series or table
   * @throws Fault {@code invalid_request}, naming the place
   */
  static ReadData of(String name, JsonNode value) {
    return name.equals("series") ? series(value) : table(value);
  }

  /** Numbers alone, {@code {name, unit, periods, values}}, or several of these. */
  private static ReadData series(JsonNode value) {
    List<DataSeries> series = new ArrayList<>();
    if (value.isArray() && (value.isEmpty() || !value.get(0).isObject())) {
      series.add(one(null, value, "series"));
    } else if (value.isArray()) {
      if (value.size() > MOST_SERIES) {
        throw Fault.invalid(
            "series", "%d (expected: at most %d)".formatted(value.size(), MOST_SERIES));
      }
      for (int i = 0; i < value.size(); i++) {
        series.add(one(value.get(i), value.get(i).path("values"), "series[" + i + "]"));
      }
    } else {
      series.add(one(value, value.path("values"), "series"));
    }
    return InsightReader.of(series);
  }

  private static DataSeries one(@Nullable JsonNode of, JsonNode values, String at) {
    if (!values.isArray() || values.isEmpty() || values.size() > MOST_VALUES) {
      throw Fault.invalid(
          at + ".values",
          "%s of %d (expected: a list of 1 to %d numbers)"
              .formatted(values.getNodeType(), values.size(), MOST_VALUES));
    }
    List<@Nullable BigDecimal> numbers = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      JsonNode each = values.get(i);
      if (!each.isNull() && !isFinite(each)) {
        throw Fault.invalid(
            at + ".values[" + i + "]", "%s (expected: a finite number or null)".formatted(each));
      }
      numbers.add(each.isNull() ? null : each.decimalValue());
    }
    List<String> labels = new ArrayList<>();
    if (of != null) {
      for (JsonNode each : of.path("periods")) {
        labels.add(label(each, at + ".periods[" + labels.size() + "]"));
      }
    }
    if (!labels.isEmpty() && labels.size() != numbers.size()) {
      throw Fault.invalid(
          at + ".periods",
          "%d (expected: %d, as many as values)".formatted(labels.size(), numbers.size()));
    }
    String name = of == null ? "value" : of.path("name").asString("value");
    String unit = of == null ? "" : of.path("unit").asString("");
    if (name.length() > LONGEST_NAME) {
      throw Fault.invalid(
          at + ".name", "longer than %d characters (expected: less)".formatted(LONGEST_NAME));
    }
    return InsightReader.series(name, unit, labels, numbers);
  }

  private static String label(JsonNode value, String at) {
    if (!value.isString() && !value.isNumber()) {
      throw Fault.invalid(at, value + " (expected: a text such as 2024-01)");
    }
    return value.asString();
  }

  private static boolean isFinite(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.asDouble(Double.NaN));
  }

  /** {@code {columns, rows}}, or rows of which the first is the header. */
  private static ReadData table(JsonNode value) {
    JsonNode rows = value.isArray() ? value : value.path("rows");
    List<List<TableCell>> cells = new ArrayList<>();
    if (value.path("columns").isArray()) {
      cells.add(row(value.path("columns"), 0));
    }
    long count = 0;
    for (JsonNode each : rows) {
      if (!each.isArray()) {
        throw Fault.invalid(
            "table.rows", "%s (expected: lists of cells)".formatted(each.getNodeType()));
      }
      count += each.size();
      if (count > MOST_VALUES) {
        throw Fault.invalid("table", "more than %d cells (expected: fewer)".formatted(MOST_VALUES));
      }
      cells.add(row(each, cells.size()));
    }
    if (cells.size() < 2) {
      throw Fault.invalid(
          "table",
          "%d rows (expected: {columns, rows}, or rows with a header)".formatted(cells.size()));
    }
    String caption = value.path("caption").asString("");
    return InsightReader.table(caption.isEmpty() ? null : caption, cells);
  }

  private static List<TableCell> row(JsonNode row, int number) {
    List<TableCell> cells = new ArrayList<>();
    for (JsonNode each : row) {
      boolean scalar = each.isNumber() ? isFinite(each) : !each.isContainer() && !each.isPojo();
      if (!scalar) {
        throw Fault.invalid("table.rows", each + " (expected: texts and finite numbers)");
      }
      String text =
          each.isNull()
              ? ""
              : each.isNumber() ? each.decimalValue().toPlainString() : each.asString();
      cells.add(TableCell.at(number, cells.size(), text));
    }
    return cells;
  }
}
