package dev.tutti.application.insight;

import dev.tutti.application.insight.figure.InsightFigures;
import dev.tutti.application.insight.figure.OutlierValue;
import dev.tutti.application.insight.figure.SeriesInsight;
import dev.tutti.application.insight.figure.SeriesPair;
import dev.tutti.application.insight.figure.SeriesRatio;
import dev.tutti.application.insight.projection.Projection;
import dev.tutti.application.insight.series.SeriesPeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Figures by ids, as a model is told of them: it writes {@code [[f3]]}, and code puts the number
 * in.
 *
 * @param all in their order; the first one is {@code f1}
 */
record NamedFigures(List<NamedFigure> all) {
  private static final int MOST_SERIES = 4;
  private static final int MOST_PAIRS = 6;
  private static final int MOST_OUTLIERS = 5;
  private static final int MOST_QUARTERS = 12;

  /** Figure with its name and as it is printed. */
  record NamedFigure(String name, String printed) {}

  NamedFigures {
    all = List.copyOf(all);
  }

  static NamedFigures of(InsightFigures figures, InsightParameters parameters) {
    var words = new InsightWords(figures.options().chinese());
    List<NamedFigure> all = new ArrayList<>();
    figures.series().stream().limit(MOST_SERIES).forEach(each -> series(all, each, words));
    forecasts(all, figures.first(), parameters, words);
    figures.quarters(figures.first().series()).entrySet().stream()
        .limit(MOST_QUARTERS)
        .forEach(
            each ->
                all.add(
                    new NamedFigure(
                        each.getKey() + words.pick("合计", " sum"),
                        words.value(each.getValue(), figures.first().series().unit()))));
    if (parameters.correlations()) {
      figures.pairs().stream().limit(MOST_PAIRS).forEach(each -> pair(all, each, words));
    }
    figures.ratios().forEach(each -> ratio(all, each, words));
    return new NamedFigures(all);
  }

  private static void ratio(List<NamedFigure> all, SeriesRatio of, InsightWords words) {
    String name = of.name() + words.pick(" 比率", " ratio");
    String total = of.share() ? words.percent(of.total()) : words.value(of.total(), of.unit());
    all.add(new NamedFigure(name, total));
  }

  private static void series(List<NamedFigure> all, SeriesInsight of, InsightWords words) {
    String name = of.series().name() + " ";
    String unit = of.series().unit();
    var described = of.described();
    all.add(new NamedFigure(name + words.pick("合计", "sum"), words.value(described.sum(), unit)));
    all.add(new NamedFigure(name + words.pick("均值", "mean"), words.value(described.mean(), unit)));
    all.add(
        new NamedFigure(name + words.pick("最小值", "minimum"), words.value(described.min(), unit)));
    all.add(
        new NamedFigure(name + words.pick("最大值", "maximum"), words.value(described.max(), unit)));
    trend(all, of, words);
    all.add(
        new NamedFigure(
            name + words.pick("季节性", "seasonality"), words.season(of.season().answer())));
    for (OutlierValue each : of.outliers().stream().limit(MOST_OUTLIERS).toList()) {
      String where = words.pick("异常值 ", "outlier ") + each.period().label();
      all.add(new NamedFigure(name + where, words.value(each.value(), unit)));
    }
  }

  private static void trend(List<NamedFigure> all, SeriesInsight of, InsightWords words) {
    String name = of.series().name() + " ";
    String unit = of.series().unit();
    var line = of.line();
    var robust = of.trend();
    if (line != null && robust != null) {
      String each = words.pick("每期变化（最小二乘）", "change per period (least squares)");
      all.add(new NamedFigure(name + each, words.value(line.slope(), unit)));
      String median = words.pick("每期变化（Sen 中位斜率）", "change per period (Sen's slope)");
      all.add(new NamedFigure(name + median, words.value(robust.senSlope(), unit)));
      all.add(
          new NamedFigure(name + words.pick("趋势方向", "direction"), words.direction(of.direction())));
      all.add(
          new NamedFigure(
              name + words.pick("趋势 p 值", "p of the trend"), words.probability(line.p())));
    }
    var growth = of.growth();
    if (growth != null) {
      all.add(
          new NamedFigure(
              name + words.pick("总增长率", "total growth"), words.percent(growth.total())));
      all.add(
          new NamedFigure(
              name + words.pick("每期复合增长率", "compound growth per period"),
              words.percent(growth.compound())));
      all.add(
          new NamedFigure(
              name + words.pick("最近一期环比", "last period against the one before"),
              words.percent(growth.lastPeriod())));
    }
  }

  private static void forecasts(
      List<NamedFigure> all, SeriesInsight of, InsightParameters parameters, InsightWords words) {
    Projection selected = parameters.forecasting() ? of.selected() : null;
    if (selected == null) {
      return;
    }
    List<SeriesPeriod> periods = of.comingPeriods();
    String unit = of.series().unit();
    for (int i = 0; i < periods.size(); i++) {
      String label = periods.get(i).label();
      all.add(
          new NamedFigure(
              label + words.pick(" 预测", " forecast"), words.value(selected.point()[i], unit)));
      String ends =
          words.value(selected.wide().get(i).low(), unit)
              + words.pick(" 至 ", " to ")
              + words.value(selected.wide().get(i).high(), unit);
      all.add(new NamedFigure(label + words.pick(" 预测的 95% 区间", " 95% interval"), ends));
    }
    all.add(
        new NamedFigure(
            words.pick("预测合计", "sum of the forecasts"), words.value(selected.sum(), unit)));
  }

  private static void pair(List<NamedFigure> all, SeriesPair pair, InsightWords words) {
    String name = pair.a() + words.pick(" 与 ", " and ") + pair.b() + " ";
    all.add(
        new NamedFigure(
            name + words.pick("相关系数（水平）", "correlation of levels"),
            words.number(pair.levels().pearson())));
    var steps = pair.differences();
    if (steps != null) {
      all.add(
          new NamedFigure(
              name + words.pick("相关系数（差分）", "correlation of steps"),
              words.number(steps.pearson())));
    }
  }

  /** Figure of an id such as 3 of {@code f3}. */
  Optional<NamedFigure> figure(String digits) {
    int place = Integer.parseInt(digits) - 1;
    return place >= 0 && place < all.size() ? Optional.of(all.get(place)) : Optional.empty();
  }

  /** One line for each. */
  String lines() {
    var text = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      text.append("[f").append(i + 1).append("] ").append(all.get(i).name().replace('\n', ' '));
      text.append(": ").append(all.get(i).printed()).append('\n');
    }
    return text.toString();
  }
}
