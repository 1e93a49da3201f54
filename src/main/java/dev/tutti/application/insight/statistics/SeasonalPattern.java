package dev.tutti.application.insight.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Season of a series, claimed only where two cycles are there and a test supports it: the strength
 * of a decomposition alone is no test, as it is high for short noise too.
 *
 * @param answer yes, no, insufficient_data or not_applicable
 * @param cycle values of a cycle
 * @param needed values from which on seasons can be told
 * @param n values that there are
 * @param evidence what the answer rests on, none without enough data
 */
public record SeasonalPattern(
    String answer, int cycle, int needed, int n, @Nullable Evidence evidence) {
  /** What an answer of yes rests on, in words. */
  public static final String RULE =
      "yes: F test of the seasons' means beside a straight line p < 0.01, or of the ratios to the"
          + " moving mean p < 0.001 with an STL strength of at least 0.64";

  private static final double LEVEL = 0.01;
  private static final double RATIO_LEVEL = 0.001;
  private static final double STRONG = 0.64;

  /**
   * Figures behind an answer.
   *
   * @param seasonStrength of the decomposition, 0 to 1
   * @param trendStrength of the decomposition, 0 to 1
   * @param p probability of such means of the seasons beside a straight line without seasons
   * @param ratioP the same for values divided by, or less, their moving mean over a cycle
   * @param indices of each season beginning with that of the first value; ratios where all values
   *     are positive, else differences
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
  public record Evidence(
      double seasonStrength,
      double trendStrength,
      double p,
      double ratioP,
      double[] indices,
      boolean multiplicative) {}

  /** Season of values without gaps; a cycle of 1 has none. */
  public static SeasonalPattern of(double[] values, int cycle) {
    int n = values.length;
    if (cycle < 2) {
      return new SeasonalPattern("not_applicable", cycle, 0, n, null);
    }
    if (n < 2 * cycle) {
      return new SeasonalPattern("insufficient_data", cycle, 2 * cycle, n, null);
    }
    var parts = SeasonalLoess.of(values, cycle);
    boolean ratios = true;
    for (double each : values) {
      ratios &= each > 0;
    }
    double[] off = offMovingMean(values, cycle, ratios);
    double p = besideLine(values, cycle);
    double ratioP = phases(off, cycle);
    double strength = parts.seasonStrength();
    boolean yes = p < LEVEL || (ratioP < RATIO_LEVEL && strength >= STRONG);
    return new SeasonalPattern(
        yes ? "yes" : "no",
        cycle,
        2 * cycle,
        n,
        new Evidence(
            strength, parts.trendStrength(), p, ratioP, indices(off, cycle, ratios), ratios));
  }

  /** F test of the means of seasons beside a straight line, by taking the means off both. */
  private static double besideLine(double[] y, int cycle) {
    int n = y.length;
    if (n < cycle + 2) {
      return Double.NaN;
    }
    double[] x = Sums.places(n);
    double[] ownY = withoutPhaseMeans(y, cycle);
    double[] ownX = withoutPhaseMeans(x, cycle);
    var line = LeastSquares.through(x, y);
    double without = line.residualError() * line.residualError() * (n - 2);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xx += ownX[i] * ownX[i];
      xy += ownX[i] * ownY[i];
      yy += ownY[i] * ownY[i];
    }
    double with = Math.max(0, yy - xy * xy / xx);
    double below = n - cycle - 1.0;
    return with == 0
        ? (without == 0 ? 1 : 0)
        : TailProbability.fisher(
            (without - with) / (cycle - 1) / (with / below), cycle - 1.0, below);
  }

  private static double[] withoutPhaseMeans(double[] values, int cycle) {
    double[] rest = values.clone();
    for (int phase = 0; phase < cycle; phase++) {
      double sum = 0;
      int count = 0;
      for (int i = phase; i < values.length; i += cycle) {
        sum += values[i];
        count++;
      }
      for (int i = phase; i < values.length; i += cycle) {
        rest[i] -= sum / count;
      }
    }
    return rest;
  }

  /** Values against their centred moving mean over a cycle; NaN at both ends. */
  private static double[] offMovingMean(double[] y, int cycle, boolean ratios) {
    int n = y.length;
    double[] off = new double[n];
    int half = cycle / 2;
    for (int i = 0; i < n; i++) {
      off[i] = Double.NaN;
      if (i >= half && i + half < n) {
        double sum = cycle % 2 == 0 ? -(y[i - half] + y[i + half]) / 2 : 0;
        for (int j = i - half; j <= i + half; j++) {
          sum += y[j];
        }
        double mean = sum / cycle;
        off[i] = ratios ? y[i] / mean : y[i] - mean;
      }
    }
    return off;
  }

  /** F test of the means of seasons of values some of which are NaN. */
  private static double phases(double[] values, int cycle) {
    double all = 0;
    int n = 0;
    for (double each : values) {
      if (!Double.isNaN(each)) {
        all += each;
        n++;
      }
    }
    double between = 0;
    double within = 0;
    for (int phase = 0; phase < cycle; phase++) {
      double mean = phaseMean(values, cycle, phase);
      for (int i = phase; i < values.length; i += cycle) {
        if (!Double.isNaN(values[i])) {
          between += (mean - all / n) * (mean - all / n);
          within += (values[i] - mean) * (values[i] - mean);
        }
      }
    }
    double below = n - cycle;
    return below < 1
        ? Double.NaN
        : within == 0
            ? (between == 0 ? 1 : 0)
            : TailProbability.fisher(between / (cycle - 1) / (within / below), cycle - 1.0, below);
  }

  private static double phaseMean(double[] values, int cycle, int phase) {
    double sum = 0;
    int count = 0;
    for (int i = phase; i < values.length; i += cycle) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** Classical indices, which are 1 or 0 on average. */
  private static double[] indices(double[] off, int cycle, boolean ratios) {
    double[] indices = new double[cycle];
    for (int phase = 0; phase < cycle; phase++) {
      indices[phase] = phaseMean(off, cycle, phase);
    }
    double mean = Sums.mean(indices);
    for (int phase = 0; phase < cycle; phase++) {
      indices[phase] = ratios ? indices[phase] / mean : indices[phase] - mean;
    }
    return indices;
  }
}
