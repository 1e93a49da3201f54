package dev.tutti.application.insight.statistics;

import java.util.Arrays;

/** Sums, means and quantiles that several statistics are made of. */
public final class Sums {

  private Sums() {}

  /** Sum in the order of the values. */
  public static double sum(double[] values) {
    double sum = 0;
    for (double each : values) {
      sum += each;
    }
    return sum;
  }

  /** Mean of values, of which there is at least one. */
  public static double mean(double[] values) {
    return sum(values) / values.length;
  }

  /** Sum of the squared distances from the mean. */
  public static double spread(double[] values) {
    double mean = mean(values);
    double spread = 0;
    for (double each : values) {
      spread += (each - mean) * (each - mean);
    }
    return spread;
  }

  /** Quantile by linear interpolation between the neighbours: type 7 of Hyndman and Fan. */
  public static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Median of values in any order. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Places 1 to n. */
  public static double[] places(int n) {
    double[] places = new double[n];
    for (int i = 0; i < n; i++) {
      places[i] = i + 1;
    }
    return places;
  }

  /** Steps from each value to the next one. */
  public static double[] differences(double[] values) {
    double[] steps = new double[Math.max(0, values.length - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = values[i + 1] - values[i];
    }
    return steps;
  }
}
