package dev.tutti.application.insight;

import dev.tutti.application.insight.chart.ChartText;
import dev.tutti.application.insight.chart.HeatMap;
import dev.tutti.application.insight.figure.Figures;
import dev.tutti.application.insight.figure.InsightFigures;
import dev.tutti.application.insight.figure.SeriesPair;
import dev.tutti.application.insight.series.NamedRows;
import dev.tutti.application.insight.series.TableLine;
import dev.tutti.chat.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Heat maps of figures: which series go together, and a table of names and periods. */
final class InsightHeatMaps {
  private static final int FEWEST = 3;
  private static final int MOST_ROWS = 24;
  private static final int MOST_COLUMNS = 24;

  private final InsightFigures figures;
  private final InsightWords words;

  InsightHeatMaps(InsightFigures figures, InsightWords words) {
    this.figures = figures;
    this.words = words;
  }

  List<DataChart> all() {
    List<DataChart> charts = new ArrayList<>();
    if (figures.pairs().size() >= FEWEST) {
      charts.add(correlations());
    }
    if (!figures.data().tables().isEmpty()) {
      NamedRows table = figures.data().tables().getFirst();
      if (table.parts().size() >= FEWEST && table.columns().size() >= FEWEST) {
        charts.add(table(table));
      }
    }
    return charts;
  }

  private DataChart correlations() {
    Set<String> names = new LinkedHashSet<>();
    for (SeriesPair each : figures.pairs()) {
      names.add(each.a());
      names.add(each.b());
    }
    List<String> all = List.copyOf(names);
    double[][] values = new double[all.size()][all.size()];
    Arrays.stream(values).forEach(row -> Arrays.fill(row, Double.NaN));
    for (SeriesPair each : figures.pairs()) {
      int a = all.indexOf(each.a());
      int b = all.indexOf(each.b());
      values[a][b] = rounded(each.levels().pearson());
      values[b][a] = values[a][b];
    }
    String title = words.pick("相关系数（水平）", "Correlations of levels");
    return chart("correlations", new ChartText(title, title, ""), all, all, values);
  }

  private static double rounded(double value) {
    return Double.isNaN(value) ? value : Math.rint(value * 100) / 100;
  }

  private DataChart table(NamedRows table) {
    List<TableLine> lines = table.parts().stream().limit(MOST_ROWS).toList();
    List<String> columns =
        table.columns().stream().limit(MOST_COLUMNS).map(path -> String.join(" ", path)).toList();
    double[][] values = new double[lines.size()][columns.size()];
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < columns.size(); column++) {
        BigDecimal value = lines.get(row).values().get(column).value();
        values[row][column] = value == null ? Double.NaN : value.doubleValue();
      }
    }
    String title = words.pick("各项各期数值", "Values by name and period");
    var text = new ChartText(title, title, Objects.toString(table.unit().name(), ""));
    return chart("heat_map", text, lines.stream().map(TableLine::name).toList(), columns, values);
  }

  private static DataChart chart(
      String id, ChartText text, List<String> rows, List<String> columns, double[][] values) {
    ObjectNode spec =
        Json.object().put("kind", "heat_map").put("title", text.title()).put("unit", text.unit());
    ArrayNode names = spec.putArray("labels");
    rows.forEach(names::add);
    ArrayNode across = spec.putArray("columns");
    columns.forEach(across::add);
    ArrayNode cells = spec.putArray("values");
    Arrays.stream(values).forEach(row -> cells.add(Figures.of(row)));
    return new DataChart(id, text.title(), new HeatMap(text, rows, columns, values).svg(), spec);
  }
}
