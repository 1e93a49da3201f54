package dev.tutti.forecast;

import java.util.Arrays;

/** Statistics that a few wild values do not move. */
final class Robust {
  private Robust() {}

  /** The median; 0 of nothing. */
  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /**
   * Value that a share of all do not exceed, with the place between two of them.
   *
   * @param share 0 to 1
   */
  static double quantile(double[] values, double share) {
    if (values.length == 0) {
      return 0;
    }
    var sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The mean without a seventh of the values at each end. */
  static double trimmedMean(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 7;
    return Arrays.stream(sorted, cut, sorted.length - cut).average().orElse(0);
  }
}
