package dev.tutti.forecast;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Maker of forecasts. */
public final class Forecaster {
  /** The furthest day of a forecast. */
  public static final int MOST_DAYS = 400;

  private static final int PATHS = 400;
  private static final int PATHS_OF_BACKTEST = 100;
  private static final int WEEK = 7;
  private static final int MOST_ORIGINS = 28;

  private Forecaster() {}

  /**
   * Forecast of the days after a series.
   *
   * @param days 1 to {@link #MOST_DAYS}
   * @param seed of the chances
   */
  public static Forecast forecast(DailySeries whole, int days, long seed) {
    check(days);
    var series = whole.begun();
    if (series.length() < DayModel.TOO_FEW) {
      return Forecast.none(whole.end());
    }
    var random = new SplittableRandom(seed);
    return forecast(series, days, PATHS, score(series, random), random);
  }

  private static void check(int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days: %d (expected: 1 to %d)".formatted(days, MOST_DAYS));
    }
  }

  /**
   * Forecast of what a level grows by in each day to come; never below zero.
   *
   * @param levels at the end of days, of which some may be missing
   * @param first day to come
   * @param days 1 to {@link #MOST_DAYS}
   * @param seed of the chances
   */
  public static Forecast growth(
      SortedMap<LocalDate, Double> levels, LocalDate first, int days, long seed) {
    check(days);
    if (levels.size() <= DayModel.TOO_FEW) {
      return Forecast.none(first);
    }
    var model = TrendModel.of(levels);
    var courses = courses(model, days, PATHS, new SplittableRandom(seed));
    return new Forecast(
        model.method(), first, expected(model, days), courses, ForecastScore.NONE, List.of());
  }

  private static Forecast forecast(
      DailySeries series, int days, int paths, ForecastScore score, RandomGenerator random) {
    var model = DayModel.of(series);
    var spikes = spikes(series, model);
    var courses = courses(model, days, paths, random);
    return new Forecast(
        model.method(), series.end(), expected(model, days), courses, score, spikes);
  }

  private static double[] expected(DayModel model, int days) {
    return IntStream.range(0, days).mapToDouble(model::expected).toArray();
  }

  private static double[][] courses(DayModel model, int days, int paths, RandomGenerator random) {
    var courses = new double[paths][];
    Arrays.setAll(courses, _ -> model.path(days, random));
    return courses;
  }

  private static List<LocalDate> spikes(DailySeries series, DayModel model) {
    return model instanceof WeekdayModel weekdays
        ? Arrays.stream(weekdays.spikes()).mapToObj(series.end()::minusDays).toList()
        : List.of();
  }

  /** Forecasts from each of the last days that has two weeks before it, and compares. */
  private static ForecastScore score(DailySeries series, RandomGenerator random) {
    double naive = naiveError(series);
    int from = Math.max(DayModel.TWO_WEEKS, series.length() - MOST_ORIGINS);
    double error = 0;
    int covered = 0;
    int compared = 0;
    for (int origin = from; origin < series.length(); origin++) {
      int days = Math.min(WEEK, series.length() - origin);
      var then =
          forecast(series.until(origin), days, PATHS_OF_BACKTEST, ForecastScore.NONE, random);
      for (int i = 0; i < days; i++) {
        var band = then.day(i);
        double seen = series.at(origin + i);
        error += Math.abs(seen - band.value());
        covered += band.holds(seen) ? 1 : 0;
        compared++;
      }
    }
    return compared == 0 || naive == 0
        ? ForecastScore.NONE
        : new ForecastScore(error / compared / naive, (double) covered / compared, compared);
  }

  /** Mean error of the same weekday a week before. */
  private static double naiveError(DailySeries series) {
    return IntStream.range(WEEK, series.length())
        .mapToDouble(day -> Math.abs(series.at(day) - series.at(day - WEEK)))
        .average()
        .orElse(0);
  }
}
