package dev.tutti.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Peaks of weeks, of what is used at the same time: calls at once, tokens per minute. The peak of a
 * week is what 95 % of its hours do not exceed; the weeks to come grow as the median of all pairs
 * of weeks does (Theil-Sen).
 *
 * @param weeks the peaks that are known, the oldest first
 * @param growth factor from one week to the next
 * @param ahead the peaks of the weeks to come
 */
public record WeeklyPeaks(List<Double> weeks, double growth, List<Band> ahead) {
  private static final int TOO_FEW = 2;
  private static final int HOURS_OF_WEEK = 168;
  private static final double PEAK = 0.95;
  private static final int DRAWS = 400;

  /** Keeps copies. */
  public WeeklyPeaks {
    weeks = List.copyOf(weeks);
    ahead = List.copyOf(ahead);
  }

  /** Method of it; none where there are fewer than two whole weeks. */
  public ForecastMethod method() {
    return ahead.isEmpty() ? ForecastMethod.NONE : ForecastMethod.WEEKLY_PEAKS;
  }

  /**
   * Number of the first week ahead, from 0, of which an edge of the band is above a limit; empty
   * where none is.
   */
  public OptionalInt firstAbove(double limit, ToDoubleFunction<Band> edge) {
    return IntStream.range(0, ahead.size())
        .filter(week -> edge.applyAsDouble(ahead.get(week)) > limit)
        .findFirst();
  }

  /**
   * Peaks of a series of hours.
   *
   * @param hours what was used in each, the latest last; a part of a week at the beginning is left
   *     out
   * @param count how many weeks to look ahead
   */
  public static WeeklyPeaks of(List<Double> hours, int count, long seed) {
    int known = hours.size() / HOURS_OF_WEEK;
    int skipped = hours.size() - known * HOURS_OF_WEEK;
    var peaks =
        IntStream.range(0, known)
            .mapToDouble(
                week -> {
                  int from = skipped + week * HOURS_OF_WEEK;
                  var some = hours.subList(from, from + HOURS_OF_WEEK);
                  return Robust.quantile(some.stream().mapToDouble(each -> each).toArray(), PEAK);
                })
            .dropWhile(peak -> peak == 0)
            .toArray();
    var weeks = Arrays.stream(peaks).boxed().toList();
    if (peaks.length < TOO_FEW) {
      return new WeeklyPeaks(weeks, 1, List.of());
    }
    double growth = Math.exp(slope(peaks));
    return new WeeklyPeaks(weeks, growth, ahead(peaks, growth, count, seed));
  }

  private static double slope(double[] peaks) {
    var slopes =
        IntStream.range(0, peaks.length)
            .boxed()
            .flatMap(i -> IntStream.range(i + 1, peaks.length).mapToObj(j -> new int[] {i, j}))
            .filter(pair -> peaks[pair[0]] > 0 && peaks[pair[1]] > 0)
            .mapToDouble(pair -> Math.log(peaks[pair[1]] / peaks[pair[0]]) / (pair[1] - pair[0]))
            .toArray();
    return Robust.median(slopes);
  }

  private static List<Band> ahead(double[] peaks, double growth, int count, long seed) {
    int last = peaks.length - 1;
    var residuals =
        IntStream.range(0, peaks.length)
            .mapToDouble(i -> peaks[i] / (peaks[last] * Math.pow(growth, i - last)))
            .toArray();
    double level = peaks[last] * Robust.median(residuals);
    var random = new SplittableRandom(seed);
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            week -> {
              double expected = level * Math.pow(growth, week);
              var draws =
                  IntStream.range(0, DRAWS)
                      .mapToDouble(_ -> residuals[random.nextInt(residuals.length)])
                      .map(residual -> expected * residual / Robust.median(residuals))
                      .toArray();
              return Band.of(expected, draws);
            })
        .toList();
  }
}
