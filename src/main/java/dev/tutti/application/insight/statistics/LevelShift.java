package dev.tutti.application.insight.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Shift of a series from one level to another: the cut that leaves the least variance within both
 * sides, where Pettitt's test supports a change and two levels explain more than a straight line.
 *
 * @param place index of the first value of the new level
 * @param p by Pettitt's test
 */
public record LevelShift(int place, double before, double after, double p) {
  private static final int SIDE = 3;
  private static final double LEVEL = 0.01;

  /** Shift of values, null where there is none. */
  public static @Nullable LevelShift of(double[] values) {
    int n = values.length;
    if (n < 4 * SIDE) {
      return null;
    }
    double p = pettitt(values);
    int cut = cut(values);
    double[] left = Arrays.copyOfRange(values, 0, cut);
    double[] right = Arrays.copyOfRange(values, cut, n);
    double levels = Sums.spread(left) + Sums.spread(right);
    var line = LeastSquares.through(values);
    double straight = line.residualError() * line.residualError() * (n - 2);
    return p < LEVEL && levels < straight
        ? new LevelShift(cut, Sums.mean(left), Sums.mean(right), p)
        : null;
  }

  private static int cut(double[] values) {
    double mean = Sums.mean(values);
    int n = values.length;
    int best = SIDE;
    double most = -1;
    double sum = 0;
    for (int i = 1; i <= n - SIDE; i++) {
      sum += values[i - 1] - mean;
      double gain = sum * sum / i + sum * sum / (n - i);
      if (i >= SIDE && gain > most) {
        most = gain;
        best = i;
      }
    }
    return best;
  }

  private static double pettitt(double[] values) {
    double n = values.length;
    double[] ranks = PairCorrelation.ranks(values);
    double sum = 0;
    double most = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += ranks[i];
      most = Math.max(most, Math.abs(2 * sum - (i + 1) * (n + 1)));
    }
    return Math.min(1, 2 * StrictMath.exp(-6 * most * most / (n * n * n + n * n)));
  }
}
