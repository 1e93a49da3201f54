package dev.tutti.application.insight.statistics;

import java.util.Arrays;

/**
 * Statistics that describe values without regard to their order.
 *
 * @param deviation standard deviation of a sample, none for a single value
 * @param q1 lower quartile, interpolated linearly
 * @param q3 upper quartile, interpolated linearly
 */
public record DescriptiveStatistics(
    int n,
    double sum,
    double mean,
    double median,
    double deviation,
    double min,
    double max,
    double q1,
    double q3) {

  /** Statistics of values, of which there is at least one. */
  public static DescriptiveStatistics of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = values.length;
    double deviation = n < 2 ? Double.NaN : StrictMath.sqrt(Sums.spread(values) / (n - 1));
    return new DescriptiveStatistics(
        n,
        Sums.sum(values),
        Sums.mean(values),
        Sums.median(sorted),
        deviation,
        sorted[0],
        sorted[n - 1],
        Sums.quantile(sorted, 0.25),
        Sums.quantile(sorted, 0.75));
  }

  /** Standard deviation as a share of the mean; none where the mean is not positive. */
  public double variation() {
    return mean > 0 ? deviation / mean : Double.NaN;
  }
}
