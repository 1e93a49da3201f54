package dev.tutti.application.decision.simulation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Figures of a sample of net present values.
 *
 * @param sd standard deviation of the sample, by n - 1
 * @param quantiles P5, P25, P50, P75 and P95, between neighbours by the line through them
 * @param negative share below zero
 * @param standardError of the mean
 */
public record SampleFigures(
    double mean, double sd, Map<String, Double> quantiles, double negative, double standardError) {
  private static final int[] PERCENTS = {5, 25, 50, 75, 95};

  /** Figures of at least two values, which stay as they are. */
  public static SampleFigures of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0;
    int negative = 0;
    for (double value : sorted) {
      sum += value;
      negative += value < 0 ? 1 : 0;
    }
    double mean = sum / sorted.length;
    double squares = 0;
    for (double value : sorted) {
      squares += (value - mean) * (value - mean);
    }
    double sd = Math.sqrt(squares / (sorted.length - 1));
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (int percent : PERCENTS) {
      quantiles.put("P" + percent, quantile(sorted, percent / 100.0));
    }
    return new SampleFigures(
        mean, sd, quantiles, (double) negative / sorted.length, sd / Math.sqrt(sorted.length));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
