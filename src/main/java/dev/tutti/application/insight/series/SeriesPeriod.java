package dev.tutti.application.insight.series;

import java.time.LocalDate;

/**
 * Period of a value.
 *
 * @param ordinal place among the periods of its frequency; neighbours differ by one
 * @param label such as 2024, 2024H1, 2024Q3, 2024-09, 2024-09-30, or as it stands
 */
public record SeriesPeriod(SeriesFrequency frequency, long ordinal, String label) {

  /** Year. */
  public static SeriesPeriod year(int year) {
    return new SeriesPeriod(SeriesFrequency.ANNUAL, year, Integer.toString(year));
  }

  /** Quarter, 1 to 4, of a year; year 0 is an unknown one. */
  public static SeriesPeriod quarter(int year, int quarter) {
    String label = (year == 0 ? "" : Integer.toString(year)) + "Q" + quarter;
    return new SeriesPeriod(SeriesFrequency.QUARTERLY, year * 4L + quarter - 1, label);
  }

  /** Half, 1 or 2, of a year; year 0 is an unknown one. */
  public static SeriesPeriod half(int year, int half) {
    String label = (year == 0 ? "" : Integer.toString(year)) + "H" + half;
    return new SeriesPeriod(SeriesFrequency.HALF_YEARLY, year * 2L + half - 1, label);
  }

  /** Month, 1 to 12, of a year; year 0 is an unknown one. */
  public static SeriesPeriod month(int year, int month) {
    String label = year == 0 ? "M%02d".formatted(month) : "%04d-%02d".formatted(year, month);
    return new SeriesPeriod(SeriesFrequency.MONTHLY, year * 12L + month - 1, label);
  }

  /** Day. */
  public static SeriesPeriod day(LocalDate date) {
    return new SeriesPeriod(SeriesFrequency.DAILY, date.toEpochDay(), date.toString());
  }

  /** Period that is a number in a sequence, or a name. */
  public static SeriesPeriod placed(SeriesFrequency frequency, long ordinal, String label) {
    return new SeriesPeriod(frequency, ordinal, label);
  }

  /** Period so many later, or earlier. */
  public SeriesPeriod plus(long periods) {
    long at = ordinal + periods;
    return switch (frequency) {
      case ANNUAL -> year((int) at);
      case HALF_YEARLY -> half((int) Math.floorDiv(at, 2), (int) Math.floorMod(at, 2L) + 1);
      case QUARTERLY -> quarter((int) Math.floorDiv(at, 4), (int) Math.floorMod(at, 4L) + 1);
      case MONTHLY -> month((int) Math.floorDiv(at, 12), (int) Math.floorMod(at, 12L) + 1);
      case DAILY -> label.contains("-") ? day(LocalDate.ofEpochDay(at)) : counted(at);
      case WEEKLY, ORDERED, UNORDERED -> counted(at);
    };
  }

  private SeriesPeriod counted(long at) {
    return new SeriesPeriod(frequency, at, Long.toString(at));
  }

  /** Year of the period; 0 where it is not known. */
  public int year() {
    return switch (frequency) {
      case ANNUAL -> (int) ordinal;
      case HALF_YEARLY -> (int) Math.floorDiv(ordinal, 2);
      case QUARTERLY -> (int) Math.floorDiv(ordinal, 4);
      case MONTHLY -> (int) Math.floorDiv(ordinal, 12);
      case DAILY -> label.contains("-") ? LocalDate.ofEpochDay(ordinal).getYear() : 0;
      case WEEKLY, ORDERED, UNORDERED -> 0;
    };
  }

  /** Quarter of a quarter or a month, 1 to 4; 0 for others. */
  public int quarter() {
    return switch (frequency) {
      case QUARTERLY -> (int) Math.floorMod(ordinal, 4L) + 1;
      case MONTHLY -> (int) Math.floorMod(ordinal, 12L) / 3 + 1;
      case ANNUAL, HALF_YEARLY, WEEKLY, DAILY, ORDERED, UNORDERED -> 0;
    };
  }

  /** Whether the calendar tells which period follows. */
  public boolean dated() {
    return switch (frequency) {
      case ANNUAL, HALF_YEARLY, QUARTERLY, MONTHLY, DAILY -> true;
      case WEEKLY, ORDERED, UNORDERED -> false;
    };
  }
}
