package dev.tutti.application.insight.figure;

import dev.tutti.application.insight.projection.BacktestResult;
import dev.tutti.application.insight.projection.Projection;
import dev.tutti.application.insight.projection.Projector;
import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.statistics.DescriptiveStatistics;
import dev.tutti.application.insight.statistics.GrowthFigures;
import dev.tutti.application.insight.statistics.LeastSquares;
import dev.tutti.application.insight.statistics.LevelShift;
import dev.tutti.application.insight.statistics.MonotonicTrend;
import dev.tutti.application.insight.statistics.SeasonalPattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is computed of one series. What needs an order is none where the series has none,
 * or too few values.
 *
 * @param present values of the series that are there, with their periods
 * @param places distances of the periods from the first one, which is at 1
 * @param values those that are there
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record SeriesInsight(
    DataSeries series,
    List<ReadValue> present,
    double[] places,
    double[] values,
    DescriptiveStatistics described,
    @Nullable LeastSquares line,
    @Nullable MonotonicTrend trend,
    @Nullable GrowthFigures growth,
    SeasonalPattern season,
    List<OutlierValue> outliers,
    @Nullable LevelShift shift,
    @Nullable BacktestResult backtest,
    List<Projection> projections) {

  /** Longest stretch of periods that is filled for forecasts, as a multiple of the values. */
  private static final int MOST_FILLED = 2;

  public SeriesInsight {
    present = List.copyOf(present);
    outliers = List.copyOf(outliers);
    projections = List.copyOf(projections);
  }

  /** Figures of a series that has at least one value. */
  public static SeriesInsight of(DataSeries series, InsightOptions options) {
    List<ReadValue> present = series.present();
    double[] values = present.stream().mapToDouble(SeriesInsight::number).toArray();
    boolean ordered = series.frequency() != SeriesFrequency.UNORDERED;
    long first = present.getFirst().period().ordinal();
    double[] places =
        present.stream().mapToDouble(each -> each.period().ordinal() - first + 1).toArray();
    int n = values.length;
    int cycle = ordered ? series.frequency().cycle() : 1;
    double[] filled = filled(places, values);
    MonotonicTrend trend = ordered && n > 2 ? MonotonicTrend.of(places, values) : null;
    SeasonalPattern season = SeasonalPattern.of(filled, cycle);
    boolean forecast = ordered && filled.length >= Projector.FEWEST;
    Projector projector = forecast ? projector(filled, cycle, options) : null;
    int horizon = Math.min(options.horizon(), filled.length / 2);
    return new SeriesInsight(
        series,
        present,
        places,
        values,
        DescriptiveStatistics.of(values),
        ordered && n >= LeastSquares.FEWEST ? LeastSquares.through(places, values) : null,
        trend,
        ordered && n > 1 ? GrowthFigures.of(places, values, cycle) : null,
        season,
        OutlierValue.of(places, values, trend, season, present),
        ordered ? LevelShift.of(values) : null,
        projector == null ? null : projector.backtest(),
        projector == null ? List.of() : projector.projections(horizon, options.seed()));
  }

  private static double number(ReadValue read) {
    BigDecimal value = read.value();
    return value == null ? Double.NaN : value.doubleValue();
  }

  private static Projector projector(double[] filled, int cycle, InsightOptions options) {
    Integer asked = options.minimum();
    int minimum = asked == null ? Projector.usualMinimum(filled.length, cycle) : asked;
    return new Projector(
        filled, cycle, Math.max(LeastSquares.FEWEST, Math.min(minimum, filled.length - 1)));
  }

  /** Values with those between two that are there, on a straight line. */
  private static double[] filled(double[] places, double[] values) {
    int n = values.length;
    long all = (long) places[n - 1];
    if (all == n || all > (long) MOST_FILLED * n) {
      return values;
    }
    double[] filled = new double[(int) all];
    int next = 0;
    for (int i = 0; i < filled.length; i++) {
      if (places[next] < i + 1) {
        next++;
      }
      if (places[next] == i + 1) {
        filled[i] = values[next];
      } else {
        double share = (i + 1 - places[next - 1]) / (places[next] - places[next - 1]);
        filled[i] = values[next - 1] + share * (values[next] - values[next - 1]);
      }
    }
    return filled;
  }

  /** Number of values that are put between others for forecasts. */
  public int interpolated() {
    return filled(places, values).length - values.length;
  }

  /** Forecast by the method that was chosen, null where nothing is forecast. */
  public @Nullable Projection selected() {
    return backtest == null
        ? null
        : projections.stream()
            .filter(each -> each.method().equals(backtest.selected()))
            .findFirst()
            .orElse(null);
  }

  /** Periods that are forecast. */
  public List<SeriesPeriod> comingPeriods() {
    int count = projections.isEmpty() ? 0 : projections.getFirst().point().length;
    SeriesPeriod last = present.getLast().period();
    return IntStream.rangeClosed(1, count).mapToObj(last::plus).toList();
  }

  /** Value of an index among those that are there. */
  public SeriesPeriod period(int index) {
    return present.get(index).period();
  }

  /**
   * Direction by both tests: increasing, decreasing, or no trend where they do not agree on one.
   */
  public String direction() {
    if (line == null || trend == null) {
      return "insufficient_data";
    }
    boolean both = line.p() < 0.05 && !trend.word().equals("no trend");
    return both ? trend.word() : "no trend";
  }
}
