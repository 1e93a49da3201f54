package dev.tutti.forecast;

/**
 * Score of a method on days that are known: forecast from each of the last weeks, and compared with
 * what came.
 *
 * @param mase mean error, in relation to that of the same weekday a week before; below 1 is better
 *     than that
 * @param coverage share of days that were within the band; 0.8 is right
 * @param days how many were compared; without any the rest means nothing
 */
public record ForecastScore(double mase, double coverage, int days) {
  /** Nothing could be compared. */
  public static final ForecastScore NONE = new ForecastScore(0, 0, 0);
}
