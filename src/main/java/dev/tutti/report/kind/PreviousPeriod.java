package dev.tutti.report.kind;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Period that a span is compared with: whole months with as many months before them, whole days
 * with as many days, and anything else with the same time before it. Days and months are those of a
 * zone, so that a day of 23 hours is compared with the day before it, not with 23 hours.
 */
final class PreviousPeriod {
  private PreviousPeriod() {}

  /** Begin of the period that ends where the span begins. */
  static Instant begin(Instant from, Instant to, ZoneId zone) {
    var first = day(from, zone);
    var end = day(to, zone);
    if (first.isEmpty() || end.isEmpty()) {
      return from.minusMillis(to.toEpochMilli() - from.toEpochMilli());
    }
    return before(first.get(), end.get()).atStartOfDay(zone).toInstant();
  }

  private static LocalDate before(LocalDate first, LocalDate end) {
    return first.getDayOfMonth() == 1 && end.getDayOfMonth() == 1
        ? first.minusMonths(ChronoUnit.MONTHS.between(first, end))
        : first.minusDays(ChronoUnit.DAYS.between(first, end));
  }

  /** The day that begins at an instant. */
  private static Optional<LocalDate> day(Instant at, ZoneId zone) {
    var day = at.atZone(zone).toLocalDate();
    return day.atStartOfDay(zone).toInstant().equals(at) ? Optional.of(day) : Optional.empty();
  }
}
