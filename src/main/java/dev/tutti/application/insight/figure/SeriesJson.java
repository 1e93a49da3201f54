package dev.tutti.application.insight.figure;

import dev.tutti.application.insight.projection.BacktestResult;
import dev.tutti.application.insight.projection.Projection;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.statistics.DescriptiveStatistics;
import dev.tutti.application.insight.statistics.GrowthFigures;
import dev.tutti.application.insight.statistics.LeastSquares;
import dev.tutti.application.insight.statistics.LeastSquares.Interval;
import dev.tutti.application.insight.statistics.LevelShift;
import dev.tutti.application.insight.statistics.MonotonicTrend;
import dev.tutti.application.insight.statistics.RobustOutliers;
import dev.tutti.application.insight.statistics.SeasonalPattern;
import dev.tutti.application.insight.statistics.Sums;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures of one series as JSON. */
final class SeriesJson {

  private SeriesJson() {}

  static ObjectNode of(SeriesInsight insight) {
    var series = insight.series();
    ObjectNode json = Json.object().put("name", series.name()).put("unit", series.unit());
    json.set("scale", Figures.of(series.scale()));
    json.put("kind", series.share() ? "percent" : "absolute");
    json.put("frequency", series.frequency().word());
    json.put("cumulative", series.cumulative());
    ArrayNode periods = json.putArray("periods");
    ArrayNode values = json.putArray("values");
    for (ReadValue each : series.values()) {
      periods.add(each.period().label());
      values.add(Figures.of(each.value()));
    }
    json.set("descriptive", described(insight.described()));
    json.set("ols", nullable(insight.line(), line -> line(line, insight)));
    json.set("mann_kendall", nullable(insight.trend(), SeriesJson::trend));
    json.set("sen_slope", nullable(insight.trend(), each -> Figures.of(each.senSlope())));
    json.set("growth", nullable(insight.growth(), each -> growth(each, insight)));
    json.set("seasonality", season(insight.season(), insight));
    json.set("outliers", outliers(insight.outliers()));
    json.set("change_point", nullable(insight.shift(), each -> shift(each, insight)));
    json.set("forecast", nullable(insight.backtest(), each -> forecast(insight, each)));
    json.set("backtest_1step_mae", nullable(insight.backtest(), SeriesJson::backtest));
    return json;
  }

  private static <T> JsonNode nullable(@Nullable T value, Function<T, JsonNode> json) {
    return value == null ? NullNode.getInstance() : json.apply(value);
  }

  private static ObjectNode described(DescriptiveStatistics all) {
    ObjectNode json = Json.object().put("n", all.n());
    json.set("sum", Figures.of(all.sum()));
    json.set("mean", Figures.of(all.mean()));
    json.set("median", Figures.of(all.median()));
    json.set("sd_sample", Figures.of(all.deviation()));
    json.set("cv", Figures.of(all.variation()));
    json.set("min", Figures.of(all.min()));
    json.set("max", Figures.of(all.max()));
    json.set("q1", Figures.of(all.q1()));
    json.set("q3", Figures.of(all.q3()));
    return json;
  }

  private static ObjectNode line(LeastSquares line, SeriesInsight insight) {
    ObjectNode json = Json.object().put("n", line.n());
    json.set("slope", Figures.of(line.slope()));
    json.set("intercept", Figures.of(line.intercept()));
    json.set("slope_se", Figures.of(line.slopeError()));
    json.set("slope_ci95", Figures.of(line.slopeInterval(Projection.WIDE)));
    json.set("t", Figures.of(line.t()));
    json.set("p_slope", Figures.of(line.p()));
    json.set("r2", Figures.of(line.r2()));
    json.set("adjusted_r2", Figures.of(line.adjustedR2()));
    json.set("resid_se", Figures.of(line.residualError()));
    json.set("durbin_watson", Figures.of(durbinWatson(line, insight)));
    boolean whole = insight.places()[line.n() - 1] == line.n();
    return json.put("x", whole ? "1..n" : "periods since the first one, which is 1");
  }

  /** Likeness of neighbouring residuals: about 2 where there is none (Durbin and Watson). */
  private static double durbinWatson(LeastSquares line, SeriesInsight insight) {
    double[] rest = new double[line.n()];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = insight.values()[i] - line.at(insight.places()[i]);
    }
    double squares = 0;
    for (double each : rest) {
      squares += each * each;
    }
    double steps = 0;
    for (double each : Sums.differences(rest)) {
      steps += each * each;
    }
    return squares == 0 ? Double.NaN : steps / squares;
  }

  private static ObjectNode trend(MonotonicTrend trend) {
    ObjectNode json = Json.object();
    json.set("s", Figures.of(trend.s()));
    json.set("z", Figures.of(trend.z()));
    json.set("p", Figures.of(trend.p()));
    json.set("tau", Figures.of(trend.tau()));
    return json.put("trend", trend.word()).put("level", 0.05);
  }

  private static ObjectNode growth(GrowthFigures growth, SeriesInsight insight) {
    ObjectNode json = Json.object();
    json.set("total", Figures.of(growth.total()));
    json.set("cmgr", Figures.of(growth.compound()));
    json.set("mean_period", Figures.of(growth.meanPeriod()));
    json.set("last_period", Figures.of(growth.lastPeriod()));
    json.set("last_yoy", Figures.of(growth.lastYear()));
    ArrayNode senseless = json.putArray("not_meaningful");
    growth.notMeaningful().forEach(senseless::add);
    ArrayNode pairs = json.putArray("not_meaningful_pairs");
    for (int i : growth.pairs()) {
      pairs.add(insight.period(i - 1).label() + "->" + insight.period(i).label());
    }
    json.put("formula", GrowthFigures.FORMULA);
    int last = insight.values().length - 1;
    json.set("first", value(insight.period(0), insight.values()[0]));
    json.set("last", value(insight.period(last), insight.values()[last]));
    return json;
  }

  private static ObjectNode value(SeriesPeriod period, double value) {
    ObjectNode json = Json.object().put("period", period.label());
    json.set("value", Figures.of(value));
    return json;
  }

  private static ObjectNode season(SeasonalPattern season, SeriesInsight insight) {
    ObjectNode json = Json.object().put("answer", season.answer());
    switch (season.answer()) {
      case "not_applicable" -> json.put("note", "one value per cycle, or no calendar");
      case "insufficient_data" -> json.put("needed", season.needed());
      default -> json.put("period", season.cycle());
    }
    json.put("n", season.n());
    var evidence = season.evidence();
    if (evidence != null) {
      json.set("stl_strength_season", Figures.of(evidence.seasonStrength()));
      json.set("stl_strength_trend", Figures.of(evidence.trendStrength()));
      json.set("seasonal_dummies_f_test_p", Figures.of(evidence.p()));
      json.set("ratio_f_test_p", Figures.of(evidence.ratioP()));
      json.put("rule", SeasonalPattern.RULE);
      json.put("index_kind", evidence.multiplicative() ? "ratio" : "difference");
      json.set("indices", Figures.of(evidence.indices()));
      json.put("indices_from", insight.period(0).label());
    }
    return json;
  }

  private static ArrayNode outliers(List<OutlierValue> outliers) {
    ArrayNode json = Json.array();
    for (OutlierValue each : outliers) {
      ObjectNode one = value(each.period(), each.value());
      one.set("distance", Figures.of(each.distance()));
      json.add(one.put("basis", each.basis()).put("rule", RobustOutliers.RULE));
    }
    return json;
  }

  static ObjectNode shift(LevelShift shift, SeriesInsight insight) {
    ObjectNode json = Json.object().put("first_new", insight.period(shift.place()).label());
    json.set("before", Figures.of(shift.before()));
    json.set("after", Figures.of(shift.after()));
    json.set("p", Figures.of(shift.p()));
    return json.put("method", "Pettitt's test; least squares of two levels");
  }

  private static ObjectNode forecast(SeriesInsight insight, BacktestResult backtest) {
    ObjectNode json = Json.object();
    List<SeriesPeriod> coming = insight.comingPeriods();
    json.put("horizon", coming.size());
    ArrayNode periods = json.putArray("periods");
    coming.forEach(each -> periods.add(each.label()));
    json.put("selected", backtest.selected());
    json.put("interpolated", insight.interpolated());
    ObjectNode methods = json.putObject("methods");
    for (Projection each : insight.projections()) {
      methods.set(each.method(), projection(each));
    }
    return json;
  }

  private static ObjectNode projection(Projection projection) {
    ObjectNode json = Json.object();
    json.set("point", Figures.of(projection.point()));
    json.set("pi95", bands(projection.wide()));
    json.set("pi80", bands(projection.narrow()));
    ObjectNode sum = json.putObject("sum");
    sum.set("point", Figures.of(projection.sum()));
    sum.set("pi95", Figures.of(projection.sumWide()));
    return json;
  }

  /** All lower ends, then all upper ends. */
  private static ArrayNode bands(List<Interval> intervals) {
    return Json.array()
        .add(Figures.of(intervals.stream().mapToDouble(Interval::low).toArray()))
        .add(Figures.of(intervals.stream().mapToDouble(Interval::high).toArray()));
  }

  private static ObjectNode backtest(BacktestResult backtest) {
    ObjectNode json =
        Json.object().put("min_train", backtest.minimum()).put("origins", backtest.origins());
    ObjectNode errors = json.putObject("mae");
    backtest.meanErrors().forEach((name, error) -> errors.set(name, Figures.of(error)));
    ObjectNode shares = json.putObject("mape");
    backtest.shares().forEach((name, error) -> shares.set(name, Figures.of(error)));
    json.put("best_of_these", backtest.bestPlain()).put("selected", backtest.selected());
    ObjectNode coverage = json.putObject("coverage95");
    coverage.put("n", backtest.coverageOf());
    Double covered = backtest.covered();
    coverage.set("share", Figures.of(covered == null ? Double.NaN : covered));
    return json;
  }
}
