package dev.tutti.application.insight.series;

import java.util.Locale;

/** Frequency of a series, and how many of its periods make a cycle of seasons. */
public enum SeriesFrequency {
  /** Years, which have no seasons. */
  ANNUAL(1),
  /** Halves of years. */
  HALF_YEARLY(2),
  /** Quarters of years. */
  QUARTERLY(4),
  /** Months of years. */
  MONTHLY(12),
  /** Weeks, counted on. */
  WEEKLY(52),
  /** Days, with weeks as cycles. */
  DAILY(7),
  /** Places in order without a calendar. */
  ORDERED(1),
  /** Names in no order, which have neither trends nor seasons. */
  UNORDERED(1);

  private final int cycle;

  SeriesFrequency(int cycle) {
    this.cycle = cycle;
  }

  /** Periods of a cycle; 1 where there are no seasons. */
  public int cycle() {
    return cycle;
  }

  /** Name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
