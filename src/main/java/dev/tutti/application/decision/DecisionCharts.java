package dev.tutti.application.decision;

import dev.tutti.application.insight.chart.BarChart;
import dev.tutti.application.insight.chart.ChartText;
import dev.tutti.application.insight.chart.HeatMap;
import dev.tutti.application.insight.chart.IntervalChart;
import dev.tutti.application.insight.chart.RiskMatrix;
import dev.tutti.application.insight.chart.TornadoChart;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Charts of the figures of {@link DecisionFigures}: what options are worth, how they score, how far
 * simulated values reach, what the first option depends on, and how likely and severe risks are.
 */
public final class DecisionCharts {
  private static final int MOST_ROWS = 20;
  private static final List<String> QUANTILES = List.of("P5", "P25", "P50", "P75", "P95");

  private final JsonNode figures;
  private final String unit;
  private final boolean chinese;
  private final ArrayNode charts = Json.array();

  private DecisionCharts(JsonNode figures, String unit, boolean chinese) {
    this.figures = figures;
    this.unit = unit;
    this.chinese = chinese;
  }

  /** All charts that figures support, as {@code {id, title, media_type, svg, spec}}. */
  public static ArrayNode of(JsonNode figures, String unit, boolean chinese) {
    var charts = new DecisionCharts(figures, unit, chinese);
    charts.values();
    charts.scores();
    charts.criteria();
    charts.simulation();
    charts.tornado();
    charts.risks();
    return charts.charts;
  }

  private String pick(String inChinese, String inEnglish) {
    return chinese ? inChinese : inEnglish;
  }

  private void add(String id, ChartText text, String svg, ObjectNode spec) {
    charts
        .addObject()
        .put("id", id)
        .put("title", text.title())
        .put("media_type", "image/svg+xml")
        .put("svg", svg)
        .set("spec", spec.put("title", text.title()).put("unit", text.unit()));
  }

  private static ObjectNode spec(String kind, List<String> labels) {
    ObjectNode spec = Json.object().put("kind", kind);
    ArrayNode all = spec.putArray("labels");
    labels.forEach(all::add);
    return spec;
  }

  private static ArrayNode numbers(double[] values) {
    ArrayNode numbers = Json.array();
    for (double each : values) {
      numbers.add(each);
    }
    return numbers;
  }

  private void values() {
    List<String> names = named("npv");
    double[] values =
        names.stream().mapToDouble(name -> option(name).path("npv").asDouble()).toArray();
    bars("values", pick("各方案净现值", "Net present value of each option"), unit, names, values);
  }

  private JsonNode option(String name) {
    return figures.path("options").path(name);
  }

  /** Names of the options that have a figure. */
  private List<String> named(String figure) {
    return figures.path("options").propertyNames().stream()
        .filter(name -> option(name).path(figure).isNumber())
        .limit(MOST_ROWS)
        .toList();
  }

  private void scores() {
    JsonNode sums = figures.path("weighted_sum");
    List<String> names = sums.propertyNames().stream().limit(MOST_ROWS).toList();
    double[] values = names.stream().mapToDouble(name -> sums.path(name).asDouble()).toArray();
    bars("scores", pick("各方案加权得分", "Weighted score of each option"), "", names, values);
  }

  private void bars(String id, String title, String of, List<String> names, double[] values) {
    if (names.size() > 1) {
      var text = new ChartText(title, title, of);
      ObjectNode spec = spec("bar", names);
      spec.set("values", numbers(values));
      add(id, text, new BarChart(text, names, values).svg(), spec);
    }
  }

  /** Scores of options by criteria. */
  private void criteria() {
    JsonNode scores = figures.path("scores");
    List<String> rows = scores.propertyNames().stream().limit(MOST_ROWS).toList();
    if (rows.size() < 2 || scores.path(rows.getFirst()).size() < 2) {
      return;
    }
    List<String> columns =
        scores.path(rows.getFirst()).propertyNames().stream().limit(MOST_ROWS).toList();
    double[][] values = new double[rows.size()][columns.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        JsonNode score = scores.path(rows.get(row)).path(columns.get(column)).path("score");
        values[row][column] = score.asDouble(Double.NaN);
      }
    }
    String title = pick("按准则得分（0 至 10）", "Scores by criteria (0 to 10)");
    var text = new ChartText(title, title, "");
    ObjectNode spec = spec("heat_map", rows);
    ArrayNode names = spec.putArray("columns");
    columns.forEach(names::add);
    ArrayNode cells = spec.putArray("values");
    Arrays.stream(values).forEach(row -> cells.add(numbers(row)));
    add("criteria", text, new HeatMap(text, rows, columns, values).svg(), spec);
  }

  private void simulation() {
    List<String> names = new ArrayList<>();
    List<IntervalChart.Range> ranges = new ArrayList<>();
    for (String name : figures.path("options").propertyNames()) {
      range(names, ranges, name, option(name).path("monte_carlo").path("quantiles"));
    }
    range(names, ranges, pick("模型", "model"), figures.path("quantiles"));
    if (names.isEmpty()) {
      return;
    }
    String title = pick("模拟的净现值（P5 至 P95）", "Simulated net present value (P5 to P95)");
    var text = new ChartText(title, title, unit);
    ObjectNode spec = spec("interval", names);
    ArrayNode cells = spec.putArray("ranges");
    ranges.forEach(
        each ->
            cells.add(
                numbers(
                    new double[] {
                      each.low(), each.lower(), each.middle(), each.upper(), each.high()
                    })));
    add("simulation", text, new IntervalChart(text, names, ranges).svg(), spec);
  }

  private static void range(
      List<String> names, List<IntervalChart.Range> ranges, String name, JsonNode quantiles) {
    double[] ends =
        QUANTILES.stream().mapToDouble(each -> quantiles.path(each).asDouble(Double.NaN)).toArray();
    if (names.size() < MOST_ROWS && Arrays.stream(ends).allMatch(Double::isFinite)) {
      names.add(name);
      ranges.add(new IntervalChart.Range(ends[0], ends[1], ends[2], ends[3], ends[4]));
    }
  }

  /** Swings of the analysis that stands alone, or of the option that is first. */
  private void tornado() {
    boolean alone = figures.has("tornado");
    String first = first();
    JsonNode of = alone ? figures : option(first).path("sensitivity");
    List<String> names = new ArrayList<>();
    for (JsonNode each : of.path("order")) {
      JsonNode swing = of.path("tornado").path(each.asString());
      boolean finite = swing.path("low").isNumber() && swing.path("high").isNumber();
      if (finite && names.size() < MOST_ROWS) {
        names.add(each.asString());
      }
    }
    double base = of.path("base").asDouble(Double.NaN);
    if (names.isEmpty() || !Double.isFinite(base)) {
      return;
    }
    double[] low = swings(of, names, "low");
    double[] high = swings(of, names, "high");
    String title =
        pick("敏感性（橙：较低，蓝：较高）", "Sensitivity (orange: lower, blue: higher)")
            + (alone ? "" : pick("：", ": ") + first);
    var text = new ChartText(title, title, unit);
    ObjectNode spec = spec("tornado", names).put("base", base);
    spec.set("low", numbers(low));
    spec.set("high", numbers(high));
    add("tornado", text, new TornadoChart(text, names, base, low, high).svg(), spec);
  }

  private String first() {
    for (String member : List.of("recommended_option", "winner", "by_npv")) {
      if (figures.path(member).isString()) {
        return figures.path(member).asString();
      }
    }
    return named("npv").stream().findFirst().orElse("");
  }

  private static double[] swings(JsonNode of, List<String> names, String end) {
    return names.stream()
        .mapToDouble(name -> of.path("tornado").path(name).path(end).asDouble())
        .toArray();
  }

  /** Risks of options and of none, the largest products first. */
  private void risks() {
    List<RiskMatrix.Rank> ranks = new ArrayList<>();
    ranks("", figures.path("risk_ranks"), ranks);
    for (String name : figures.path("options").propertyNames()) {
      ranks(name + pick("：", ": "), option(name).path("risk_ranks"), ranks);
    }
    if (ranks.isEmpty()) {
      return;
    }
    ranks.sort(
        Comparator.comparingInt((RiskMatrix.Rank each) -> each.likelihood() * each.impact())
            .reversed());
    String title = pick("风险矩阵（可能性 × 影响）", "Risks by likelihood and impact");
    var text = new ChartText(title, title, "");
    ObjectNode spec = Json.object().put("kind", "risk_matrix");
    ArrayNode all = spec.putArray("risks");
    for (RiskMatrix.Rank each : ranks) {
      all.addObject()
          .put("name", each.name())
          .put("likelihood", each.likelihood())
          .put("impact", each.impact());
    }
    var matrix = new RiskMatrix(text, pick("影响", "impact"), pick("可能性", "likelihood"), ranks);
    add("risks", text, matrix.svg(), spec);
  }

  private static void ranks(String owner, JsonNode ranks, List<RiskMatrix.Rank> all) {
    for (JsonNode each : ranks) {
      all.add(
          new RiskMatrix.Rank(
              owner + each.path("name").asString(""),
              each.path("likelihood").asInt(),
              each.path("impact").asInt()));
    }
  }
}
