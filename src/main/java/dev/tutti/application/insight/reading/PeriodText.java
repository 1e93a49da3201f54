package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.SeriesPeriod;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Period as it is written, perhaps without its year.
 *
 * @param year 0 where none is written
 * @param number half, quarter or month, 0 for others
 * @param until last quarter or month of a range that is listed, else the same as number
 * @param cumulative whether it runs from the beginning of the year
 * @param start first UTF-16 unit
 * @param end UTF-16 unit after the last one
 */
record PeriodText(
    Kind kind,
    int year,
    int number,
    int until,
    boolean cumulative,
    @Nullable LocalDate date,
    int start,
    int end) {

  /** Length of a period. */
  enum Kind {
    YEAR,
    HALF,
    QUARTER,
    MONTH,
    DAY
  }

  /** Period with the year of its surroundings where it has none. */
  SeriesPeriod in(int otherYear) {
    return in(otherYear, number);
  }

  /** Quarter or month of a range. */
  SeriesPeriod in(int otherYear, int which) {
    int own = year == 0 ? otherYear : year;
    return switch (kind) {
      case YEAR -> SeriesPeriod.year(own);
      case HALF -> SeriesPeriod.half(own, which);
      case QUARTER -> SeriesPeriod.quarter(own, which);
      case MONTH -> SeriesPeriod.month(own, which);
      case DAY -> SeriesPeriod.day(date == null ? LocalDate.EPOCH : date);
    };
  }

  /** Same period of a year that stands elsewhere. */
  PeriodText of(int otherYear) {
    return new PeriodText(kind, otherYear, number, until, cumulative, date, start, end);
  }

  static PeriodText of(Kind kind, int year, int number, int start, int end) {
    return new PeriodText(kind, year, number, number, false, null, start, end);
  }

  static PeriodText cumulative(Kind kind, int year, int number, int start, int end) {
    return new PeriodText(kind, year, number, number, true, null, start, end);
  }

  /** The same time from the beginning of the year as another kind says it. */
  PeriodText running(Kind other, int number) {
    return cumulative(other, year, number, start, end);
  }

  static @Nullable PeriodText day(int year, int month, int day, int start, int end) {
    try {
      var date = LocalDate.of(year, month, day);
      return new PeriodText(Kind.DAY, year, 0, 0, false, date, start, end);
    } catch (DateTimeException _) {
      return null;
    }
  }
}
