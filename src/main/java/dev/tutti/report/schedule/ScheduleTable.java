package dev.tutti.report.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of runs of schedules. */
final class ScheduleTable {
  private static final String PUT =
      """
      INSERT INTO report_schedule (name, due_at, state, tries, next_at, last)
      VALUES (:name, :due, :state, :tries, :next, :last)
      ON CONFLICT (name) DO UPDATE SET due_at = excluded.due_at, state = excluded.state,
        tries = excluded.tries, next_at = excluded.next_at, last = excluded.last\
      """;

  private ScheduleTable() {}

  static int put(Handle handle, ScheduleRun run) {
    return handle
        .createUpdate(PUT)
        .bind("name", run.name())
        .bind("due", run.due().toEpochMilli())
        .bind("state", run.state().word())
        .bind("tries", run.tries())
        .bind("next", run.next().toEpochMilli())
        .bind("last", run.last())
        .execute();
  }

  static Optional<ScheduleRun> one(Handle handle, String name) {
    return handle
        .createQuery("SELECT * FROM report_schedule WHERE name = :name")
        .bind("name", name)
        .map((row, _) -> run(row))
        .findOne();
  }

  static List<ScheduleRun> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM report_schedule ORDER BY name")
        .map((row, _) -> run(row))
        .list();
  }

  private static ScheduleRun run(ResultSet row) throws SQLException {
    var word = row.getString("state");
    var state = ScheduleRun.State.FAILED;
    for (var each : ScheduleRun.State.values()) {
      state = each.word().equals(word) ? each : state;
    }
    return new ScheduleRun(
        row.getString("name"),
        Instant.ofEpochMilli(row.getLong("due_at")),
        state,
        row.getInt("tries"),
        Instant.ofEpochMilli(row.getLong("next_at")),
        row.getString("last"));
  }
}
