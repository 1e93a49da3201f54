package dev.tutti.task.report;

import dev.tutti.task.api.TaskPlan;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The SQL of analyses. */
final class TaskAnalysisTable {
  private static final String COUNT =
      "SELECT count(*) FROM task WHERE ended_at >= :from AND ended_at < :to AND schedule = ''";

  private static final String ENDED =
      """
      SELECT kind, subject, state, priority, failures, ended_at, queue_time, run_time, timeout,
        input_tokens, output_tokens, cost, network_bytes, cpu_time, error_code, request_hash, plan
      FROM task WHERE ended_at >= :from AND ended_at < :to AND schedule = ''
      ORDER BY ended_at DESC LIMIT :limit\
      """;

  private static final String FAILURES =
      """
      SELECT f.kind, f.error_class, f.code, count(*) AS attempts,
        count(DISTINCT f.task_id) AS tasks,
        count(DISTINCT CASE WHEN t.state = 'succeeded' AND f.by_hand = 0 THEN f.task_id END)
          AS recovered,
        count(DISTINCT CASE WHEN t.ended_at IS NULL THEN f.task_id END) AS unfinished,
        min(f.at) AS first_at, max(f.at) AS last_at
      FROM task_failure f JOIN task t ON t.id = f.task_id
      WHERE f.at >= :from AND f.at < :to
      GROUP BY f.kind, f.error_class, f.code ORDER BY attempts DESC, f.kind, f.code LIMIT :limit\
      """;

  private static final String CAUSES =
      """
      SELECT f.kind, f.subject, f.code, count(*) AS tasks,
        sum(CASE WHEN t.state = 'succeeded' AND f.by_hand = 0 THEN 1 ELSE 0 END) AS recovered,
        sum(CASE WHEN t.ended_at IS NULL THEN 1 ELSE 0 END) AS unfinished,
        min(f.at) AS first_at, max(f.at) AS last_at, min(f.error) AS example
      FROM task_failure f JOIN task t ON t.id = f.task_id
      WHERE f.at >= :from AND f.at < :to AND f.is_first = 1
      GROUP BY f.kind, f.subject, f.code
      ORDER BY tasks DESC, f.kind, f.subject, f.code LIMIT :limit\
      """;

  private TaskAnalysisTable() {}

  private static Query in(Handle handle, String sql, Instant from, Instant to) {
    return handle.createQuery(sql).bind("from", from.toEpochMilli()).bind("to", to.toEpochMilli());
  }

  /** Number of tasks that have ended in a span. */
  static long count(Handle handle, Instant from, Instant to) {
    return in(handle, COUNT, from, to).mapTo(Long.class).one();
  }

  /** Tasks that have ended in a span, the latest first. */
  static List<EndedTask> ended(Handle handle, Instant from, Instant to, int limit) {
    return in(handle, ENDED, from, to).bind("limit", limit).map((rows, _) -> task(rows)).list();
  }

  private static EndedTask task(ResultSet rows) throws SQLException {
    return new EndedTask(
        rows.getString("kind"),
        rows.getString("subject"),
        TaskState.of(rows.getString("state")),
        rows.getInt("priority"),
        rows.getInt("failures"),
        Instant.ofEpochMilli(rows.getLong("ended_at")),
        rows.getLong("queue_time"),
        rows.getLong("run_time"),
        rows.getLong("timeout"),
        usage(rows),
        rows.getString("error_code"),
        rows.getString("request_hash"),
        TaskPlan.read(rows.getString("plan")));
  }

  private static TaskUsage usage(ResultSet rows) throws SQLException {
    return new TaskUsage(
        rows.getLong("input_tokens"),
        rows.getLong("output_tokens"),
        rows.getLong("cost"),
        rows.getLong("network_bytes"),
        Duration.ofNanos(rows.getLong("cpu_time")));
  }

  /** Failed attempts of a span by kind and code, the most frequent first. */
  static List<FailureGroup> failures(Handle handle, Instant from, Instant to, int limit) {
    return in(handle, FAILURES, from, to)
        .bind("limit", limit)
        .map(
            (rows, _) ->
                new FailureGroup(
                    rows.getString("kind"),
                    rows.getString("error_class"),
                    rows.getString("code"),
                    rows.getLong("attempts"),
                    rows.getLong("tasks"),
                    rows.getLong("recovered"),
                    rows.getLong("unfinished"),
                    Instant.ofEpochMilli(rows.getLong("first_at")),
                    Instant.ofEpochMilli(rows.getLong("last_at"))))
        .list();
  }

  /** First failures of tasks in a span, the most frequent first. */
  static List<TaskCause> causes(Handle handle, Instant from, Instant to, int limit) {
    return in(handle, CAUSES, from, to)
        .bind("limit", limit)
        .map(
            (rows, _) ->
                new TaskCause(
                    rows.getString("kind"),
                    rows.getString("subject"),
                    rows.getString("code"),
                    rows.getLong("tasks"),
                    rows.getLong("recovered"),
                    rows.getLong("unfinished"),
                    Instant.ofEpochMilli(rows.getLong("first_at")),
                    Instant.ofEpochMilli(rows.getLong("last_at")),
                    rows.getString("example")))
        .list();
  }
}
