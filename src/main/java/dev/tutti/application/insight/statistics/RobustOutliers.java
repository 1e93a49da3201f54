package dev.tutti.application.insight.statistics;

/**
 * Distances of values from their median in units of the median distance: {@code 0.6745 (v - median)
 * / MAD}. Beyond 3.5 a value is an outlier (Iglewicz and Hoaglin, 1993).
 */
public final class RobustOutliers {
  /** Distance from which on a value is an outlier. */
  public static final double LIMIT = 3.5;

  /** Rule in words. */
  public static final String RULE = "0.6745*|v-median|/MAD > 3.5";

  private static final int FEWEST = 5;

  private RobustOutliers() {}

  /** Distance of each value; all 0 where more than half of the values are equal. */
  public static double[] distances(double[] values) {
    double[] distances = new double[values.length];
    if (values.length < FEWEST) {
      return distances;
    }
    double median = Sums.median(values);
    double[] off = new double[values.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = Math.abs(values[i] - median);
    }
    double spread = Sums.median(off);
    for (int i = 0; i < off.length && spread > 0; i++) {
      distances[i] = 0.6745 * (values[i] - median) / spread;
    }
    return distances;
  }
}
