package dev.tutti.report.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SchedulePeriodTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    // period, now, at: due, begin and end of what it is about
    "HOUR, 2026-03-10T09:20, 00:15, 2026-03-10T09:15, 2026-03-10T08:00, 2026-03-10T09:00",
    "HOUR, 2026-03-10T09:10, 00:15, 2026-03-10T08:15, 2026-03-10T07:00, 2026-03-10T08:00",
    "DAY, 2026-03-10T09:20, 08:00, 2026-03-10T08:00, 2026-03-09T00:00, 2026-03-10T00:00",
    "DAY, 2026-03-10T07:20, 08:00, 2026-03-09T08:00, 2026-03-08T00:00, 2026-03-09T00:00",
    "DAY, 2026-03-29T12:00, 02:30, 2026-03-29T03:30, 2026-03-28T00:00, 2026-03-29T00:00",
    "WEEK, 2026-03-11T09:20, 08:00, 2026-03-09T08:00, 2026-03-02T00:00, 2026-03-09T00:00",
    "WEEK, 2026-03-09T07:00, 08:00, 2026-03-02T08:00, 2026-02-23T00:00, 2026-03-02T00:00",
    "MONTH, 2026-03-11T09:20, 08:00, 2026-03-01T08:00, 2026-02-01T00:00, 2026-03-01T00:00",
    "MONTH, 2026-03-01T07:20, 08:00, 2026-02-01T08:00, 2026-01-01T00:00, 2026-02-01T00:00"
  })
  void a_report_is_about_the_whole_period_before_it_is_due(
      SchedulePeriod period,
      LocalDateTime now,
      LocalTime at,
      LocalDateTime due,
      LocalDateTime begin,
      LocalDateTime end) {
    var latest = period.latest(now.atZone(BERLIN), at, DayOfWeek.MONDAY);
    assertThat(latest).isEqualTo(due.atZone(BERLIN));
    assertThat(period.begin(latest)).isEqualTo(begin.atZone(BERLIN));
    assertThat(period.end(latest)).isEqualTo(end.atZone(BERLIN));
  }

  @ParameterizedTest
  @EnumSource(SchedulePeriod.class)
  void the_next_time_is_the_one_that_becomes_the_latest(SchedulePeriod period) {
    var at = LocalTime.of(2, 30);
    var now = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, BERLIN);
    for (int i = 0; i < 3_000; i++) {
      now = now.plusMinutes(171);
      var latest = period.latest(now, at, DayOfWeek.SUNDAY);
      var next = period.next(latest, at, DayOfWeek.SUNDAY);
      assertThat(latest.isAfter(now)).as("%s", now).isFalse();
      assertThat(next.isAfter(now)).as("%s: %s", now, next).isTrue();
      assertThat(period.latest(next, at, DayOfWeek.SUNDAY)).isEqualTo(next);
    }
  }
}
