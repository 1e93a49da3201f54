package dev.tutti.report.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How often a report comes, and how long it is about. */
enum SchedulePeriod {
  /** Every hour, about the whole hour before. */
  HOUR,
  /** Every day, about the day before. */
  DAY,
  /** Every week, about the seven days before. */
  WEEK,
  /** On the first of every month, about the month before. */
  MONTH;

  /**
   * The latest time that is not after now.
   *
   * @param at the time of the day; of an hour its minutes
   * @param on the day of the week
   */
  ZonedDateTime latest(ZonedDateTime now, LocalTime at, DayOfWeek on) {
    var due = time(now.toLocalDate(), now, at, on);
    return due.isAfter(now) ? before(due, at, on) : due;
  }

  /** The time that follows one that was due. */
  ZonedDateTime next(ZonedDateTime due, LocalTime at, DayOfWeek on) {
    return switch (this) {
      case HOUR -> due.plusHours(1);
      case DAY -> time(due.toLocalDate().plusDays(1), due, at, on);
      case WEEK -> time(due.toLocalDate().plusWeeks(1), due, at, on);
      case MONTH -> time(due.toLocalDate().plusMonths(1), due, at, on);
    };
  }

  private ZonedDateTime before(ZonedDateTime due, LocalTime at, DayOfWeek on) {
    return switch (this) {
      case HOUR -> due.minusHours(1);
      case DAY -> time(due.toLocalDate().minusDays(1), due, at, on);
      case WEEK -> time(due.toLocalDate().minusWeeks(1), due, at, on);
      case MONTH -> time(due.toLocalDate().minusMonths(1), due, at, on);
    };
  }

  /** The time in the period that a day is in; one that clocks skip is later by what they skip. */
  private ZonedDateTime time(LocalDate day, ZonedDateTime like, LocalTime at, DayOfWeek on) {
    return switch (this) {
      case HOUR -> like.truncatedTo(ChronoUnit.HOURS).plusMinutes(at.getMinute());
      case DAY -> ZonedDateTime.of(day, at, like.getZone());
      case WEEK ->
          ZonedDateTime.of(day.with(TemporalAdjusters.previousOrSame(on)), at, like.getZone());
      case MONTH -> ZonedDateTime.of(day.withDayOfMonth(1), at, like.getZone());
    };
  }

  /** End of what a report that is due then is about. */
  ZonedDateTime end(ZonedDateTime due) {
    return this == HOUR
        ? due.truncatedTo(ChronoUnit.HOURS)
        : due.toLocalDate().atStartOfDay(due.getZone());
  }

  /** Begin of what a report that is due then is about. */
  ZonedDateTime begin(ZonedDateTime due) {
    var day = due.toLocalDate();
    var zone = due.getZone();
    return switch (this) {
      case HOUR -> end(due).minusHours(1);
      case DAY -> day.minusDays(1).atStartOfDay(zone);
      case WEEK -> day.minusWeeks(1).atStartOfDay(zone);
      case MONTH -> day.minusMonths(1).atStartOfDay(zone);
    };
  }
}
