package dev.tutti.task.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 9 * * 1-5      | UTC           | 2026-11-27T09:00:00Z | 2026-11-30T09:00:00Z
          0 9 * * mon-fri  | UTC           | 2026-11-27T08:59:59Z | 2026-11-27T09:00:00Z
          */15 * * * *     | UTC           | 2026-11-27T09:46:10Z | 2026-11-27T10:00:00Z
          5,35 8-9 * * *   | UTC           | 2026-11-27T08:35:00Z | 2026-11-27T09:05:00Z
          0 0 29 2 *       | UTC           | 2026-11-27T09:00:00Z | 2028-02-29T00:00:00Z
          0 0 1 jan *      | Asia/Shanghai | 2026-11-27T09:00:00Z | 2026-12-31T16:00:00Z
          0 0 13 * 5       | UTC           | 2026-11-27T00:00:00Z | 2026-12-04T00:00:00Z
          0 9 * * fri-sun  | UTC           | 2026-11-28T10:00:00Z | 2026-11-29T09:00:00Z
          0 0 * * 7        | UTC           | 2026-11-27T00:00:00Z | 2026-11-29T00:00:00Z
          30 2 * * *       | Europe/Berlin | 2027-03-27T12:00:00Z | 2027-03-28T01:30:00Z
          30 2 * * *       | Europe/Berlin | 2027-03-28T01:10:00Z | 2027-03-28T01:30:00Z
          15,45 2,3 * * *  | Europe/Berlin | 2027-03-28T01:15:00Z | 2027-03-28T01:45:00Z
          30 2 * * *       | Europe/Berlin | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
          30 2 * * *       | Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
          15 2 * * *       | Australia/Lord_Howe | 2026-10-03T12:00:00Z | 2026-10-03T15:45:00Z
          45 1 * * *       | Australia/Lord_Howe | 2026-04-04T12:00:00Z | 2026-04-04T14:45:00Z
          30 0 * * *       | Africa/Cairo  | 2026-04-23T12:00:00Z | 2026-04-23T22:30:00Z
          0 12 30 12 *     | Pacific/Apia  | 2011-12-29T00:00:00Z | 2011-12-30T22:00:00Z
          0 0 * * *        | +18:00        | 2026-11-27T00:00:00Z | 2026-11-27T06:00:00Z
          0 0 * * *        | Etc/GMT+12    | 2026-11-27T00:00:00Z | 2026-11-27T12:00:00Z
          0 0 * * *        | Asia/Kathmandu | 2026-11-27T00:00:00Z | 2026-11-27T18:15:00Z
          """)
  void the_next_time_comes(String text, String zone, String after, String next) {
    assertThat(CronExpression.parse(text).next(Instant.parse(after), ZoneId.of(zone)))
        .contains(Instant.parse(next));
  }

  @Test
  void a_day_that_never_comes_has_no_time() {
    assertThat(CronExpression.parse("0 0 30 2 *").next(Instant.EPOCH, ZoneId.of("UTC"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "a * * * *",
        "*/0 * * * *",
        "5-3 * * * *"
      })
  void what_is_no_schedule_is_refused(String text) {
    assertThatThrownBy(() -> CronExpression.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
