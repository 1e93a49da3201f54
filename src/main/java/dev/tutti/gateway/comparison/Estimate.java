package dev.tutti.gateway.comparison;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Value that was seen in some calls, and where the true one is.
 *
 * @param value NaN where there is no call
 * @param interval null where there are too few calls to tell
 * @param n how many calls
 * @param error standard error of a mean; 0 of anything else
 */
record Estimate(
    Statistic statistic, double value, @Nullable Interval interval, long n, double error) {

  /** What it is of the calls. */
  enum Statistic {
    SHARE,
    MEAN,
    PERCENTILE
  }

  /**
   * Quantile of the normal distribution for intervals that hold all at once in 95 of 100: those of
   * six differences and of both sides of five percentiles, by Bonferroni: .05 / 16, on two sides.
   */
  static final double Z = 2.955;

  /** Means of fewer calls are not taken for normally distributed. */
  private static final int LEAST_OF_MEAN = 50;

  /** The least standard deviation, as a share of the mean: numbers that never vary prove little. */
  private static final double LEAST_DEVIATION = .05;

  private static Estimate none(Statistic statistic) {
    return new Estimate(statistic, Double.NaN, null, 0, 0);
  }

  /** Share of calls, with the interval of Wilson. */
  static Estimate share(long hits, long n) {
    if (n == 0) {
      return none(Statistic.SHARE);
    }
    double share = (double) hits / n;
    double square = Z * Z;
    double scale = 1 + square / n;
    double center = (share + square / (2.0 * n)) / scale;
    double spread =
        Z * Math.sqrt(share * (1 - share) / n + square / (4.0 * n * (double) n)) / scale;
    var interval = new Interval(Math.max(0, center - spread), Math.min(1, center + spread));
    return new Estimate(Statistic.SHARE, share, interval, n, 0);
  }

  /** Mean, as far as means of so many are normally distributed. */
  static Estimate mean(double[] values) {
    int n = values.length;
    if (n == 0) {
      return none(Statistic.MEAN);
    }
    double mean = Arrays.stream(values).sum() / n;
    double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    double least = LEAST_DEVIATION * mean;
    double variance = Math.max(squares / Math.max(1, n - 1), least * least);
    double error = Math.sqrt(variance / n);
    var interval = n < LEAST_OF_MEAN ? null : Interval.around(mean, Z * error);
    return new Estimate(Statistic.MEAN, mean, interval, n, error);
  }

  /**
   * Percentile by the nearest rank, with the interval between the ranks that a binomial number of
   * smaller values may have, whatever the distribution.
   *
   * @param share more than 0, less than 1
   */
  static Estimate percentile(double[] values, double share) {
    int n = values.length;
    if (n == 0) {
      return none(Statistic.PERCENTILE);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double value = sorted[(int) Math.ceil(share * n) - 1];
    double spread = Z * Math.sqrt(n * share * (1 - share));
    int low = (int) Math.floor(n * share - spread);
    int high = (int) Math.ceil(n * share + spread) + 1;
    var interval = low < 1 || high > n ? null : new Interval(sorted[low - 1], sorted[high - 1]);
    return new Estimate(Statistic.PERCENTILE, value, interval, n, 0);
  }
}
