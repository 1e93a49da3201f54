package dev.tutti.application.insight.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Correlation of two series, by their values and by their ranks, with the probabilities of such
 * ones, or stronger ones, where there is none.
 *
 * @param n pairs
 */
public record PairCorrelation(
    int n, double pearson, double pearsonP, double spearman, double spearmanP) {
  private static final double NORMAL_95 = 1.959963984540054;

  /** Correlation of pairs, of which there are at least three. */
  public static PairCorrelation of(double[] a, double[] b) {
    double r = pearson(a, b);
    double rho = pearson(ranks(a), ranks(b));
    int n = a.length;
    return new PairCorrelation(
        n, r, TailProbability.correlation(r, n), rho, TailProbability.correlation(rho, n));
  }

  /** Interval of 95 % around Pearson's coefficient, by Fisher's transformation. */
  public LeastSquares.Interval interval() {
    if (n < 4 || Double.isNaN(pearson) || Math.abs(pearson) >= 1) {
      return new LeastSquares.Interval(Double.NaN, Double.NaN);
    }
    double z = 0.5 * StrictMath.log((1 + pearson) / (1 - pearson));
    double half = NORMAL_95 / StrictMath.sqrt(n - 3.0);
    return new LeastSquares.Interval(StrictMath.tanh(z - half), StrictMath.tanh(z + half));
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = Sums.mean(a);
    double meanB = Sums.mean(b);
    double ab = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
    }
    double both = StrictMath.sqrt(Sums.spread(a)) * StrictMath.sqrt(Sums.spread(b));
    return both == 0 ? Double.NaN : Math.clamp(ab / both, -1, 1);
  }

  /** Ranks from 1; equal values share the mean of theirs. */
  static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] means = new double[sorted.length];
    int from = 0;
    while (from < sorted.length) {
      int to = from;
      while (to + 1 < sorted.length && sorted[to + 1] == sorted[from]) {
        to++;
      }
      Arrays.fill(means, from, to + 1, (from + to) / 2.0 + 1);
      from = to + 1;
    }
    double[] ranks = new double[values.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = means[Math.max(0, Arrays.binarySearch(sorted, values[i]))];
    }
    return ranks;
  }

  /** Probabilities corrected by Holm for being many, in their order. */
  public static double[] holm(List<Double> probabilities) {
    int many = probabilities.size();
    Integer[] order = IntStream.range(0, many).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(probabilities::get));
    double[] corrected = new double[many];
    double highest = 0;
    for (int rank = 0; rank < many; rank++) {
      double p = probabilities.get(order[rank]);
      highest = Math.max(highest, Math.min(1, p * (many - rank)));
      corrected[order[rank]] = Double.isNaN(p) ? Double.NaN : highest;
    }
    return corrected;
  }
}
