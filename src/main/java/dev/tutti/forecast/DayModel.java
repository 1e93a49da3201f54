package dev.tutti.forecast;

import java.util.random.RandomGenerator;

/** Model of daily amounts. */
sealed interface DayModel permits RunRate, WeekdayModel, TrendModel {
  /** Days of which nothing can be said. */
  int TOO_FEW = 3;

  /** Days from which on weekdays can be told apart. */
  int TWO_WEEKS = 14;

  /** Model of a series of at least {@link #TOO_FEW} days. */
  static DayModel of(DailySeries series) {
    return series.length() < TWO_WEEKS ? RunRate.of(series) : WeekdayModel.of(series);
  }

  ForecastMethod method();

  /**
   * Expected amount of a day.
   *
   * @param ahead 0 for the first day after the series
   */
  double expected(int ahead);

  /** Course that the days to come may take. */
  double[] path(int days, RandomGenerator random);
}
