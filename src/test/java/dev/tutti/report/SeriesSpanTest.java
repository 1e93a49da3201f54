package dev.tutti.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesSpanTest {
  private static final Instant LONG_AFTER = Instant.parse("2030-01-01T00:00:00Z");

  private static SeriesSpan span(String step, String from, String to, String zone) {
    var begin = Instant.parse(from);
    var end = Instant.parse(to);
    return SeriesSpan.of(SeriesStep.of(step), ReportScope.of(begin, end, ZoneId.of(zone), "", end));
  }

  @ParameterizedTest
  @CsvSource({
    "day, 2026-03-01T12:00:00Z, 2026-03-03T06:00:00Z, UTC, 2026-03-01T00:00:00Z,"
        + " 2026-03-04T00:00:00Z",
    "day, 2026-03-01T12:00:00Z, 2026-03-02T06:00:00Z, +05:45, 2026-02-28T18:15:00Z,"
        + " 2026-03-02T18:15:00Z",
    "week, 2026-03-04T12:00:00Z, 2026-03-11T06:00:00Z, UTC, 2026-03-02T00:00:00Z,"
        + " 2026-03-16T00:00:00Z",
    "month, 2026-03-04T12:00:00Z, 2026-04-11T06:00:00Z, UTC, 2026-03-01T00:00:00Z,"
        + " 2026-05-01T00:00:00Z",
    "6h, 2026-11-01T05:00:00Z, 2026-11-01T20:00:00Z, America/New_York, 2026-11-01T04:00:00Z,"
        + " 2026-11-01T22:00:00Z",
    "1h, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z, Australia/Lord_Howe, 2026-04-04T13:00:00Z,"
        + " 2026-04-05T13:30:00Z",
  })
  void the_first_and_the_last_point_have_a_whole_that_the_span_may_cut(
      String step, String from, String to, String zone, Instant begin, Instant end) {
    var span = span(step, from, to, zone);
    assertThat(span.begin()).isEqualTo(begin);
    assertThat(span.end()).isEqualTo(end);
  }

  @Test
  void a_day_is_not_complete_before_it_ends_also_where_the_span_ends_sooner() {
    var span = span("day", "2026-03-01T12:00:00Z", "2026-03-04T06:00:00Z", "UTC");
    var series = new FigureSeries(span, List.of());
    assertThat(series.complete(Instant.parse("2026-03-04T06:00:00Z"))).isEqualTo(3);
    assertThat(series.complete(Instant.parse("2026-03-02T23:59:59Z"))).isEqualTo(1);
    assertThat(series.complete(LONG_AFTER)).isEqualTo(4);
  }

  @Test
  void days_that_the_span_cuts_are_no_whole_ones() {
    var span = span("day", "2026-03-01T12:00:00Z", "2026-03-04T06:00:00Z", "UTC");
    assertThat(new FigureSeries(span, List.of()).whole(LONG_AFTER).edges())
        .containsExactly(
            Instant.parse("2026-03-02T00:00:00Z"),
            Instant.parse("2026-03-03T00:00:00Z"),
            Instant.parse("2026-03-04T00:00:00Z"));
    var part = span("day", "2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z", "UTC");
    assertThat(new FigureSeries(part, List.of()).whole(LONG_AFTER).edges()).hasSize(1);
    var whole = span("day", "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z", "UTC");
    assertThat(new FigureSeries(whole, List.of()).whole(LONG_AFTER).edges()).hasSize(3);
  }
}
