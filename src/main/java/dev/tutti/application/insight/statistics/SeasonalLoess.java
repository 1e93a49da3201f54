package dev.tutti.application.insight.statistics;

/**
 * Decomposition of a series into trend, season and rest by locally weighted lines, without weights
 * of robustness (Cleveland, Cleveland, McRae, Terpenning: STL, 1990).
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record SeasonalLoess(double[] trend, double[] season, double[] rest) {
  private static final int SEASON_WIDTH = 7;
  private static final int ROUNDS = 5;

  /** Decomposition of at least two cycles. */
  public static SeasonalLoess of(double[] values, int cycle) {
    int n = values.length;
    int trendWidth = odd((int) Math.ceil(1.5 * cycle / (1 - 1.5 / SEASON_WIDTH)));
    int lowWidth = odd(cycle + 1);
    double[] trend = new double[n];
    double[] season = new double[n];
    for (int round = 0; round < ROUNDS; round++) {
      double[] longer = cycles(minus(values, trend), cycle);
      double[] smooth = means(means(means(longer, cycle), cycle), 3);
      double[] low = smoothed(smooth, lowWidth);
      for (int i = 0; i < n; i++) {
        season[i] = longer[cycle + i] - low[i];
      }
      trend = smoothed(minus(values, season), trendWidth);
    }
    return new SeasonalLoess(trend, season, minus(minus(values, season), trend));
  }

  private static int odd(int width) {
    return width % 2 == 0 ? width + 1 : width;
  }

  /** Share of the variance without the trend that is season, 0 to 1. */
  public double seasonStrength() {
    return strength(season);
  }

  /** Share of the variance without the season that is trend, 0 to 1. */
  public double trendStrength() {
    return strength(trend);
  }

  private double strength(double[] part) {
    double[] both = new double[part.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = part[i] + rest[i];
    }
    double all = Sums.spread(both);
    return all == 0 ? 0 : Math.max(0, 1 - Sums.spread(rest) / all);
  }

  /** Each season smoothed over the cycles, one cycle longer at each end. */
  private static double[] cycles(double[] values, int cycle) {
    double[] longer = new double[values.length + 2 * cycle];
    for (int phase = 0; phase < cycle; phase++) {
      int count = (values.length - phase - 1) / cycle + 1;
      double[] one = new double[count];
      for (int i = 0; i < count; i++) {
        one[i] = values[i * cycle + phase];
      }
      double[] smooth = smoothed(one, SEASON_WIDTH);
      double before = estimate(one, SEASON_WIDTH, 0, 1, Math.min(SEASON_WIDTH, count));
      double after =
          estimate(one, SEASON_WIDTH, count + 1, Math.max(1, count - SEASON_WIDTH + 1), count);
      longer[phase] = Double.isNaN(before) ? smooth[0] : before;
      for (int i = 0; i < count; i++) {
        longer[(i + 1) * cycle + phase] = smooth[i];
      }
      longer[(count + 1) * cycle + phase] = Double.isNaN(after) ? smooth[count - 1] : after;
    }
    return longer;
  }

  private static double[] means(double[] values, int width) {
    double[] means = new double[values.length - width + 1];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] - (i >= width ? values[i - width] : 0);
      if (i >= width - 1) {
        means[i - width + 1] = sum / width;
      }
    }
    return means;
  }

  private static double[] smoothed(double[] y, int width) {
    int n = y.length;
    double[] smooth = new double[n];
    int half = (width + 1) / 2;
    int left = 1;
    int right = Math.min(width, n);
    for (int at = 1; at <= n; at++) {
      if (width < n && at > half && right != n) {
        left++;
        right++;
      }
      double value = estimate(y, width, at, left, right);
      smooth[at - 1] = Double.isNaN(value) ? y[at - 1] : value;
    }
    return smooth;
  }

  /** Value at a place of the line through the values from left to right, counted from 1. */
  private static double estimate(double[] y, int width, int at, int left, int right) {
    int n = y.length;
    double reach = Math.max(at - left, right - at);
    if (width > n) {
      reach += Math.floorDiv(width - n, 2);
    }
    double[] weights = new double[right - left + 1];
    double all = 0;
    for (int j = left; j <= right; j++) {
      double off = Math.abs(j - at);
      if (off <= 0.999 * reach) {
        double cube = off / reach * (off / reach) * (off / reach);
        double weight = off <= 0.001 * reach ? 1 : (1 - cube) * (1 - cube) * (1 - cube);
        weights[j - left] = weight;
        all += weight;
      }
    }
    if (all <= 0) {
      return Double.NaN;
    }
    double mean = 0;
    for (int j = left; j <= right; j++) {
      weights[j - left] /= all;
      mean += weights[j - left] * j;
    }
    double slope = reach > 0 ? slope(weights, left, mean, at, n) : 0;
    double value = 0;
    for (int j = left; j <= right; j++) {
      value += weights[j - left] * (slope * (j - mean) + 1) * y[j - 1];
    }
    return value;
  }

  private static double slope(double[] weights, int left, double mean, int at, int n) {
    double spread = 0;
    for (int i = 0; i < weights.length; i++) {
      double off = left + i - mean;
      spread += weights[i] * off * off;
    }
    return StrictMath.sqrt(spread) > 0.001 * (n - 1) ? (at - mean) / spread : 0;
  }

  private static double[] minus(double[] a, double[] b) {
    double[] rest = new double[a.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = a[i] - b[i];
    }
    return rest;
  }
}
