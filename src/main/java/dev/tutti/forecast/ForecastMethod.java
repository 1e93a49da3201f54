package dev.tutti.forecast;

import java.util.Locale;

/** Method of a forecast. */
public enum ForecastMethod {
  /** Nothing is forecast: there are fewer than 3 days. */
  NONE,
  /** The mean of the days goes on: there are fewer than 14. */
  RUN_RATE,
  /** Factors of the weekdays, times the level of the last 14 days. */
  WEEKDAYS,
  /** The slope between the days goes on. */
  TREND,
  /** Peaks of the weeks, times their growth. */
  WEEKLY_PEAKS;

  /** The word that users see. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
