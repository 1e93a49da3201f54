package dev.tutti.application.insight.figure;

import dev.tutti.application.insight.series.NamedRows;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.series.TableLine;
import dev.tutti.application.insight.statistics.GrowthFigures;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Figures of a table whose rows are names and whose columns are periods; totals are not counted.
 */
final class TableFigures {
  private static final int MOST_CELLS = 2_000;
  private final NamedRows table;
  private final List<TableLine> parts;

  TableFigures(NamedRows table) {
    this.table = table;
    this.parts = table.parts();
  }

  /** Adds the members of the table to an answer. */
  void addTo(ObjectNode json) {
    json.set("cells", table.ragged() ? rows() : cells());
    json.set("scale", Figures.of(table.unit().scale()));
    json.put("unit", table.unit().name());
    ArrayNode headers = json.putArray("header_rows");
    table.headerRows().forEach(headers::add);
    ArrayNode totals = json.putArray("total_rows");
    for (TableLine each : table.lines()) {
      if (each.total()) {
        totals.add(each.row());
        json.put("total_row", each.name());
      }
    }
    Map<SeriesPeriod, Double> byPeriod = byPeriod();
    double[] sums = byPeriod.values().stream().mapToDouble(Double::doubleValue).toArray();
    double grand = 0;
    for (double each : sums) {
      grand += each;
    }
    String word =
        frequency() == SeriesFrequency.MONTHLY
            ? "month"
            : frequency() == SeriesFrequency.ANNUAL ? "year" : "quarter";
    json.set("total_by_" + word, Figures.of(sums));
    json.set(word.equals("quarter") ? "qoq_total" : "change_total", changes(sums));
    json.set("grand", Figures.of(grand));
    json.set("grand_total_without_total_row", Figures.of(grand));
    shares(json, grand);
    years(json, byPeriod, sums);
  }

  private SeriesFrequency frequency() {
    return parts.isEmpty() || parts.getFirst().values().isEmpty()
        ? SeriesFrequency.UNORDERED
        : parts.getFirst().values().getFirst().period().frequency();
  }

  private ArrayNode rows() {
    ArrayNode rows = Json.array();
    for (TableLine each : parts) {
      ObjectNode row = Json.object().put("row", each.name());
      ArrayNode values = row.putArray("values");
      each.values().forEach(value -> values.add(Figures.of(value.value())));
      rows.add(row);
    }
    return rows;
  }

  private ArrayNode cells() {
    ArrayNode cells = Json.array();
    for (TableLine line : parts) {
      for (int i = 0; i < line.values().size() && cells.size() < MOST_CELLS; i++) {
        ReadValue value = line.values().get(i);
        ObjectNode cell = Json.object().put("cell", value.cell());
        ArrayNode rowPath = cell.putArray("row_path");
        line.path().forEach(rowPath::add);
        ArrayNode columnPath = cell.putArray("col_path");
        table.columns().get(i).forEach(columnPath::add);
        cell.set("value", Figures.of(value.value()));
        cells.add(cell.put("raw", value.raw()));
      }
    }
    return cells;
  }

  private Map<SeriesPeriod, Double> byPeriod() {
    Map<SeriesPeriod, Double> sums = new LinkedHashMap<>();
    for (TableLine line : parts) {
      for (ReadValue each : line.values()) {
        var value = each.value();
        sums.merge(each.period(), value == null ? 0.0 : value.doubleValue(), Double::sum);
      }
    }
    return sums;
  }

  private static ArrayNode changes(double[] values) {
    ArrayNode changes = Json.array();
    for (int i = 1; i < values.length; i++) {
      changes.add(Figures.of(GrowthFigures.change(values[i - 1], values[i])));
    }
    return changes;
  }

  /** Shares of the rows of their sum, and their concentration by Herfindahl and Hirschman. */
  private void shares(ObjectNode json, double grand) {
    boolean sensible = grand > 0 && parts.stream().allMatch(each -> sum(each, 0) >= 0);
    if (!sensible || table.unit().share()) {
      return;
    }
    ObjectNode shares = json.putObject("shares");
    double squares = 0;
    for (TableLine each : parts) {
      double share = sum(each, 0) / grand;
      shares.set(each.name(), Figures.of(share));
      squares += share * share;
    }
    json.set("hhi", Figures.of(squares));
  }

  /** Sum of a row, of one year where one is given. */
  private static double sum(TableLine line, int year) {
    double sum = 0;
    for (ReadValue each : line.values()) {
      var value = each.value();
      if (value != null && (year == 0 || each.period().year() == year)) {
        sum += value.doubleValue();
      }
    }
    return sum;
  }

  private void years(ObjectNode json, Map<SeriesPeriod, Double> byPeriod, double[] sums) {
    Map<Integer, Double> years = new TreeMap<>();
    Map<Integer, Integer> counts = new TreeMap<>();
    byPeriod.forEach(
        (period, sum) -> {
          years.merge(period.year(), sum, Double::sum);
          counts.merge(period.year(), 1, Integer::sum);
        });
    List<Integer> all = new ArrayList<>(years.keySet());
    if (all.size() < 2 || counts.values().stream().distinct().count() > 1) {
      return;
    }
    ObjectNode totals = json.putObject("totals");
    totals.set("by_quarter", Figures.of(sums));
    years.forEach((year, sum) -> totals.set("y" + year, Figures.of(sum)));
    int last = all.getLast();
    int before = all.get(all.size() - 2);
    totals.set(
        "yoy",
        Figures.of(
            GrowthFigures.change(years.getOrDefault(before, 0.0), years.getOrDefault(last, 0.0))));
    ObjectNode byName = json.putObject("by_region_" + last);
    ObjectNode change = json.putObject("yoy_by_region");
    String top = "";
    double most = Double.NEGATIVE_INFINITY;
    for (TableLine each : parts) {
      double sum = sum(each, last);
      byName.set(each.name(), Figures.of(sum));
      change.set(each.name(), Figures.of(GrowthFigures.change(sum(each, before), sum)));
      if (sum > most) {
        most = sum;
        top = each.name();
      }
    }
    json.put("top_region_" + last, top);
  }
}
