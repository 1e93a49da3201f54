package dev.tutti.application.insight;

import dev.tutti.application.insight.figure.Figures;
import dev.tutti.application.insight.figure.InsightFigures;
import dev.tutti.application.insight.figure.SeriesInsight;
import dev.tutti.application.insight.figure.SeriesPair;
import dev.tutti.application.insight.projection.Projection;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.statistics.LeastSquares;
import dev.tutti.application.insight.statistics.LeastSquares.Interval;
import dev.tutti.application.insight.statistics.MonotonicTrend;
import dev.tutti.application.insight.statistics.PairCorrelation;
import dev.tutti.chat.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Computed members of the result of data insight; every one of them is there in each run. */
final class InsightResult {
  private static final int MOST_CELLS = 5_000;
  private final InsightFigures figures;
  private final InsightParameters parameters;
  private final SeriesInsight first;

  InsightResult(InsightFigures figures, InsightParameters parameters) {
    this.figures = figures;
    this.parameters = parameters;
    this.first = figures.first();
  }

  ObjectNode json() {
    ObjectNode computed = figures.json();
    ObjectNode own = (ObjectNode) computed.path("series").path(0);
    ObjectNode json = Json.object();
    json.put("language", figures.options().language());
    ArrayNode types = json.putArray("insight_type");
    parameters.types().stream().sorted().forEach(types::add);
    json.put("series", first.series().name()).put("unit", first.series().unit());
    json.put("overall_trend", first.direction());
    json.set("trend", trend());
    var growth = first.growth();
    json.set("growth_rate", Figures.of(growth == null ? Double.NaN : growth.compound()));
    json.set("growth", own.path("growth"));
    json.set("growth_formula", own.path("growth").path("formula"));
    json.put("seasonality_pattern", first.season().answer());
    json.set("seasonality", own.path("seasonality"));
    forecasts(json, own);
    json.set("correlations", correlations());
    json.set("ratios", figures.ratiosJson());
    var comparison = new InsightComparison(figures, parameters);
    json.set("quarterly_breakdown", comparison.quarters());
    json.set("comparisons", comparison.changes());
    json.set(
        "compare", computed.hasNonNull("compare") ? computed.path("compare") : NullNode.instance);
    comparison.benchmarks(json);
    json.set("breakdowns", figures.breakdowns());
    json.set("outliers", own.path("outliers"));
    json.set("change_point", own.path("change_point"));
    json.set("table", table());
    json.set("charts", InsightCharts.json(new InsightCharts(figures).all()));
    json.set("warnings", warnings());
    json.set("assumptions", figures.assumptions());
    json.set("figures", computed);
    return json;
  }

  private ObjectNode trend() {
    ObjectNode json = Json.object().put("direction", first.direction());
    LeastSquares line = first.line();
    MonotonicTrend robust = first.trend();
    json.put("n", first.values().length).put("unit", first.series().unit());
    if (line == null || robust == null) {
      return json;
    }
    json.set("slope", Figures.of(line.slope()));
    json.set("slope_ci95", Figures.of(line.slopeInterval(Projection.WIDE)));
    json.set("p", Figures.of(line.p()));
    json.set("r2", Figures.of(line.r2()));
    json.set("sen_slope", Figures.of(robust.senSlope()));
    json.set("mann_kendall_p", Figures.of(robust.p()));
    return json.put(
        "method", "ordinary least squares, and Mann-Kendall with Sen's slope; both p < 0.05");
  }

  private void forecasts(ObjectNode json, ObjectNode own) {
    ObjectNode forecasts = json.putObject("forecasts");
    Projection selected = parameters.forecasting() ? first.selected() : null;
    json.set("forecast_sum", NullNode.instance);
    json.put("forecast_method", selected == null ? null : selected.method());
    json.set(
        "backtest", parameters.forecasting() ? own.path("backtest_1step_mae") : NullNode.instance);
    if (selected == null) {
      return;
    }
    List<SeriesPeriod> periods = first.comingPeriods();
    for (int i = 0; i < periods.size(); i++) {
      ObjectNode one = forecasts.putObject(periods.get(i).label());
      interval(one, selected.point()[i], selected.wide().get(i));
      Interval narrow = selected.narrow().get(i);
      one.set("pi80", parameters.intervals() ? Figures.of(narrow) : NullNode.instance);
      one.put("method", selected.method());
    }
    interval(json.putObject("forecast_sum"), selected.sum(), selected.sumWide());
  }

  private void interval(ObjectNode json, double value, Interval wide) {
    json.set("value", Figures.of(value));
    boolean shown = parameters.intervals();
    json.set("low", Figures.of(shown ? wide.low() : Double.NaN));
    json.set("high", Figures.of(shown ? wide.high() : Double.NaN));
    json.put("level", Projection.WIDE);
  }

  private ArrayNode correlations() {
    ArrayNode json = Json.array();
    if (!parameters.correlations()) {
      return json;
    }
    List<SeriesPair> pairs = figures.pairs();
    double[] holm =
        PairCorrelation.holm(pairs.stream().map(each -> each.levels().pearsonP()).toList());
    for (int i = 0; i < pairs.size(); i++) {
      SeriesPair each = pairs.get(i);
      add(json, each, "levels", each.levels()).set("p_holm", Figures.of(holm[i]));
      add(json, each, "differences", each.differences());
    }
    return json;
  }

  private static ObjectNode add(
      ArrayNode json, SeriesPair pair, String on, @Nullable PairCorrelation of) {
    if (of == null) {
      return Json.object();
    }
    ObjectNode one = json.addObject().put("a", pair.a()).put("b", pair.b()).put("on", on);
    one.put("n", of.n());
    one.set("pearson", Figures.of(of.pearson()));
    one.set("p", Figures.of(of.pearsonP()));
    one.set("ci95", Figures.of(of.interval()));
    one.set("spearman", Figures.of(of.spearman()));
    one.set("spearman_p", Figures.of(of.spearmanP()));
    return one.put("spurious", pair.spurious());
  }

  /** Warnings of the reading, and that of a table which is cut. */
  private ArrayNode warnings() {
    ArrayNode warnings = figures.warnings();
    int all = figures.series().stream().mapToInt(each -> each.series().values().size()).sum();
    if (all > MOST_CELLS) {
      warnings
          .addObject()
          .put("code", "cut")
          .put("place", "table")
          .put("message", "the first %d of %d numbers are listed".formatted(MOST_CELLS, all));
    }
    return warnings;
  }

  /** Numbers as they were read, with their places. */
  private ArrayNode table() {
    ArrayNode json = Json.array();
    for (SeriesInsight each : figures.series()) {
      for (ReadValue value : each.series().values()) {
        if (json.size() >= MOST_CELLS) {
          return json;
        }
        Integer start = value.start();
        ObjectNode cell = json.addObject().put("series", each.series().name());
        cell.put("period", value.period().label());
        cell.set("value", Figures.of(value.value()));
        cell.put("unit", each.series().unit()).put("raw", value.raw()).put("cell", value.cell());
        cell.put("start", start);
        cell.put("end", start == null ? null : Integer.valueOf(start + value.raw().length()));
      }
    }
    return json;
  }
}
