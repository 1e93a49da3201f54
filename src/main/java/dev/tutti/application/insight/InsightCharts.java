package dev.tutti.application.insight;

import dev.tutti.application.insight.chart.BarChart;
import dev.tutti.application.insight.chart.ChartText;
import dev.tutti.application.insight.chart.LineChart;
import dev.tutti.application.insight.chart.ScatterChart;
import dev.tutti.application.insight.figure.Figures;
import dev.tutti.application.insight.figure.InsightFigures;
import dev.tutti.application.insight.figure.SeriesInsight;
import dev.tutti.application.insight.figure.SeriesPair;
import dev.tutti.application.insight.projection.Projection;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.statistics.LeastSquares;
import dev.tutti.application.insight.statistics.LeastSquares.Interval;
import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Charts of figures: the first series with its forecast, periods or parts as bars, a pair as
 * points.
 */
final class InsightCharts {
  private static final int MOST_BARS = 40;
  private final InsightFigures figures;
  private final SeriesInsight first;
  private final InsightWords words;

  InsightCharts(InsightFigures figures) {
    this.figures = figures;
    this.first = figures.first();
    this.words = new InsightWords(figures.options().chinese());
  }

  static ArrayNode json(List<DataChart> charts) {
    ArrayNode json = Json.array();
    for (DataChart each : charts) {
      json.addObject()
          .put("id", each.id())
          .put("title", each.title())
          .put("media_type", "image/svg+xml")
          .put("svg", each.svg())
          .set("spec", each.spec());
    }
    return json;
  }

  /** All charts that the data support. */
  List<DataChart> all() {
    List<DataChart> charts = new ArrayList<>();
    if (first.series().frequency() == SeriesFrequency.UNORDERED) {
      charts.add(parts());
    } else if (first.values().length > 1) {
      charts.add(trend());
    }
    DataChart bars = comparison();
    if (bars != null) {
      charts.add(bars);
    }
    if (!figures.pairs().isEmpty()) {
      DataChart points = correlation(figures.pairs().getFirst());
      if (points != null) {
        charts.add(points);
      }
    }
    charts.addAll(new InsightHeatMaps(figures, words).all());
    return charts;
  }

  private String unit() {
    return Objects.toString(first.series().unit(), "");
  }

  private DataChart trend() {
    LineChart chart = lineChart();
    String title = chart.text().title();
    ObjectNode spec = spec("line", title, chart.labels());
    spec.set("values", Figures.of(chart.values()));
    spec.set("line", Figures.of(chart.line()));
    spec.set("forecast", Figures.of(chart.coming()));
    spec.putArray("pi95").add(Figures.of(chart.wide()[0])).add(Figures.of(chart.wide()[1]));
    spec.putArray("pi80").add(Figures.of(chart.narrow()[0])).add(Figures.of(chart.narrow()[1]));
    Projection projection = first.selected();
    spec.put("method", projection == null ? null : projection.method());
    return new DataChart("trend", title, chart.svg(), spec);
  }

  private LineChart lineChart() {
    List<String> labels = new ArrayList<>();
    List<ReadValue> all = first.series().values();
    double[] values = new double[all.size()];
    for (int i = 0; i < values.length; i++) {
      labels.add(all.get(i).period().label());
      var value = all.get(i).value();
      values[i] = value == null ? Double.NaN : value.doubleValue();
    }
    boolean ends = !Double.isNaN(values[values.length - 1]);
    Projection projection = ends ? first.selected() : null;
    if (projection != null) {
      first.comingPeriods().forEach(each -> labels.add(each.label()));
    }
    return new LineChart(
        trendText(),
        labels,
        values,
        line(all, labels.size()),
        projection == null ? new double[0] : projection.point(),
        projection == null ? new double[2][0] : ends(projection.wide()),
        projection == null ? new double[2][0] : ends(projection.narrow()),
        marked(all),
        names());
  }

  private ChartText trendText() {
    String name = first.series().name();
    String description =
        words
            .pick("%s，%d 个值，%s", "%s, %d values, %s")
            .formatted(name, first.values().length, words.direction(first.direction()));
    return new ChartText(
        words.pick(name + "：趋势与预测", name + ": trend and forecast"), description, unit());
  }

  private List<String> names() {
    return List.of(
        words.pick("实际值", "values"),
        words.pick("线性趋势", "line"),
        words.pick("预测", "forecast"),
        words.pick("95% 区间", "95% interval"),
        words.pick("80% 区间", "80% interval"),
        words.pick("异常值", "outlier"));
  }

  /** Line where both tests see a trend. */
  private double[] line(List<ReadValue> all, int count) {
    LeastSquares line = first.line();
    boolean shown = line != null && !first.direction().equals("no trend");
    long origin = first.period(0).ordinal();
    double[] fitted = new double[shown ? count : 0];
    for (int i = 0; line != null && i < fitted.length; i++) {
      double place =
          i < all.size()
              ? all.get(i).period().ordinal() - origin + 1
              : all.getLast().period().ordinal() - origin + 1 + (i - all.size() + 1);
      fitted[i] = line.at(place);
    }
    return fitted;
  }

  private List<Integer> marked(List<ReadValue> all) {
    List<Integer> marked = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      long ordinal = all.get(i).period().ordinal();
      if (first.outliers().stream().anyMatch(each -> each.period().ordinal() == ordinal)) {
        marked.add(i);
      }
    }
    return marked;
  }

  private static double[][] ends(List<Interval> intervals) {
    ToDoubleFunction<Interval> low = Interval::low;
    return new double[][] {
      intervals.stream().mapToDouble(low).toArray(),
      intervals.stream().mapToDouble(Interval::high).toArray()
    };
  }

  private ObjectNode spec(String kind, String title, List<String> labels) {
    ObjectNode spec = Json.object().put("kind", kind).put("title", title).put("unit", unit());
    ArrayNode x = spec.putArray("labels");
    labels.forEach(x::add);
    return spec;
  }

  private DataChart parts() {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_BARS, first.values().length); i++) {
      labels.add(first.period(i).label());
    }
    double[] values = Arrays.copyOf(first.values(), labels.size());
    String title = words.pick(first.series().name() + "：各项对比", first.series().name() + " by name");
    return bars("parts", title, labels, values);
  }

  private DataChart bars(String id, String title, List<String> labels, double[] values) {
    ObjectNode spec = spec("bar", title, labels);
    spec.set("values", Figures.of(values));
    return new DataChart(
        id, title, new BarChart(new ChartText(title, title, unit()), labels, values).svg(), spec);
  }

  /** Quarters of months as bars. */
  private @Nullable DataChart comparison() {
    Map<String, Double> quarters = figures.quarters(first.series());
    if (quarters.size() < 2 || quarters.size() > MOST_BARS) {
      return null;
    }
    String name = first.series().name();
    String title = words.pick(name + "：季度对比", name + " by quarter");
    return bars(
        "comparison",
        title,
        new ArrayList<>(quarters.keySet()),
        quarters.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private @Nullable DataChart correlation(SeriesPair pair) {
    double[] x = pair.x();
    double[] y = pair.y();
    if (Double.isNaN(pair.levels().pearson())) {
      return null;
    }
    var line = LeastSquares.through(y, x);
    double least = Arrays.stream(y).min().orElse(0);
    double most = Arrays.stream(y).max().orElse(0);
    String title = words.pick(pair.a() + " 与 " + pair.b(), pair.a() + " and " + pair.b());
    String caption =
        words
            .pick("%s（横轴） r = %s，n = %d", "%s (across), r = %s, n = %d")
            .formatted(pair.b(), words.number(pair.levels().pearson()), pair.levels().n());
    ObjectNode spec = spec("scatter", title, List.of());
    spec.set("x", Figures.of(y));
    spec.set("y", Figures.of(x));
    var chart =
        new ScatterChart(
            new ChartText(title, caption, unit()),
            caption,
            y,
            x,
            new double[] {line.at(least), line.at(most)});
    return new DataChart("correlation", title, chart.svg(), spec);
  }
}
