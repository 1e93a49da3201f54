package dev.tutti.report.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviousPeriodTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-29T00:00, 2026-03-30T00:00, Europe/Berlin, 2026-03-28T00:00", // 23 hours
    "2026-03-30T00:00, 2026-03-31T00:00, Europe/Berlin, 2026-03-29T00:00",
    "2026-11-01T00:00, 2026-11-02T00:00, America/New_York, 2026-10-31T00:00", // 25 hours
    "2026-04-05T00:00, 2026-04-12T00:00, Australia/Lord_Howe, 2026-03-29T00:00", // half an hour
    "2026-03-01T00:00, 2026-04-01T00:00, Asia/Kathmandu, 2026-02-01T00:00", // months
    "2026-01-01T00:00, 2026-04-01T00:00, UTC, 2025-10-01T00:00",
    "2026-03-30T10:00, 2026-03-30T16:00, Europe/Berlin, 2026-03-30T04:00",
    "2026-03-29T00:00, 2026-03-29T06:00, Europe/Berlin, 2026-03-28T19:00" // 5 hours
  })
  void days_and_months_are_compared_with_as_many_before_them(
      LocalDateTime from, LocalDateTime to, String zone, LocalDateTime begin) {
    var days = ZoneId.of(zone);
    assertThat(
            PreviousPeriod.begin(from.atZone(days).toInstant(), to.atZone(days).toInstant(), days))
        .isEqualTo(begin.atZone(days).toInstant());
  }
}
