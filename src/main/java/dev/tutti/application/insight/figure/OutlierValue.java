package dev.tutti.application.insight.figure;

import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.statistics.MonotonicTrend;
import dev.tutti.application.insight.statistics.RobustOutliers;
import dev.tutti.application.insight.statistics.SeasonalLoess;
import dev.tutti.application.insight.statistics.SeasonalPattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Value far from the others.
 *
 * @param distance in units of the median distance
 * @param basis what is compared: levels, or what is left of them without trend or season
 */
public record OutlierValue(SeriesPeriod period, double value, double distance, String basis) {
  private static final double TREND_LEVEL = 0.05;
  private static final int MOST = 100;

  static List<OutlierValue> of(
      double[] places,
      double[] values,
      @Nullable MonotonicTrend trend,
      SeasonalPattern season,
      List<ReadValue> present) {
    String basis = "levels";
    double[] compared = values;
    if (season.answer().equals("yes") && season.n() == values.length) {
      double[] logs = logarithms(values);
      basis = "without trend and season" + (logs.length > 0 ? " (logarithms)" : "");
      compared = SeasonalLoess.of(logs.length > 0 ? logs : values, season.cycle()).rest();
    } else if (trend != null && trend.p() < TREND_LEVEL) {
      basis = "without trend";
      compared = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        compared[i] = values[i] - trend.senSlope() * places[i];
      }
    }
    double[] distances = RobustOutliers.distances(compared);
    List<OutlierValue> outliers = new ArrayList<>();
    for (int i = 0; i < values.length && outliers.size() < MOST; i++) {
      if (Math.abs(distances[i]) > RobustOutliers.LIMIT) {
        outliers.add(new OutlierValue(present.get(i).period(), values[i], distances[i], basis));
      }
    }
    return outliers;
  }

  /** Logarithms, as seasons are mostly shares of the level; none where a value is not positive. */
  private static double[] logarithms(double[] values) {
    double[] logs = new double[values.length];
    for (int i = 0; i < logs.length; i++) {
      if (values[i] <= 0) {
        return new double[0];
      }
      logs[i] = StrictMath.log(values[i]);
    }
    return logs;
  }
}
