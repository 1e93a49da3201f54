package dev.tutti.application.insight.statistics;

import java.util.HashMap;
import java.util.Map;

/**
 * Trend by the order of values alone, which outliers hardly move: the test of Mann and Kendall with
 * ties and continuity, and Sen's slope, the median of the slopes between all pairs.
 *
 * @param s rising pairs less falling ones
 * @param z s in standard deviations
 * @param p probability of such an s, or a larger one, where there is no trend
 * @param tau s as a share of all pairs
 * @param senSlope change from one place to the next
 */
public record MonotonicTrend(double s, double z, double p, double tau, double senSlope) {
  private static final double LEVEL = 0.05;

  /** Trend of values at increasing places, of which there are at least two. */
  public static MonotonicTrend of(double[] x, double[] y) {
    var pairs = new PairSlopes(x, y);
    double s = pairs.above(0) - pairs.below(0);
    double n = y.length;
    double variance = (n * (n - 1) * (2 * n + 5) - ties(y)) / 18;
    double z = s == 0 || variance <= 0 ? 0 : (s - Math.signum(s)) / StrictMath.sqrt(variance);
    return new MonotonicTrend(
        s, z, TailProbability.normal(z), s / (n * (n - 1) / 2), pairs.median());
  }

  private static double ties(double[] y) {
    Map<Double, Integer> counts = new HashMap<>();
    for (double each : y) {
      counts.merge(each, 1, Integer::sum);
    }
    double sum = 0;
    for (double t : counts.values()) {
      sum += t * (t - 1) * (2 * t + 5);
    }
    return sum;
  }

  /** Trend in words: increasing, decreasing or no trend, at a level of 0.05. */
  public String word() {
    return p >= LEVEL ? "no trend" : s > 0 ? "increasing" : "decreasing";
  }
}
