package dev.tutti.task.store;

import dev.tutti.chat.Json;
import dev.tutti.query.Condition;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskPlan;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The SQL of tasks: how they are written for the first time, and how they are read. */
public final class TaskTable {
  private static final String INSERT =
      """
      INSERT INTO task (seq, id, owner, key_id, end_user, session, kind, subject, state, priority,
        attempt, failures, node, created_at, ready_at, started_at, ended_at, timeout, deadline,
        queue_time, run_time, error_code, error_class, severity, error, input_tokens, output_tokens,
        cost, progress_done, progress_total, progress_text, input_bytes, limits, idempotency_key,
        request_hash, schedule, schedule_id, webhook, plan)
      VALUES (coalesce((SELECT max(seq) FROM task), 0) + 1, :id, :owner, :key, :user, :session, :kind,
        :subject, :state, :priority, 0, 0, '', :created, :ready, NULL, NULL, :timeout, :deadline,
        0, 0, '', '', '', '', 0, 0, 0, 0, 0, '', :bytes, :limits, :unique, :hash,
         :schedule, :scheduleId, :webhook, :plan) ON CONFLICT (id) DO NOTHING RETURNING *\
      """;

  private static final String INSERT_INPUT =
      "INSERT INTO task_input (task_id, body) VALUES (:id, :body) ON CONFLICT (task_id) DO NOTHING";

  private static final String BY_KEY =
      "SELECT * FROM task WHERE owner = :owner AND idempotency_key = :key AND idempotency_key <>"
          + " ''";

  private static final String UNFINISHED =
      """
      SELECT * FROM task WHERE state = :state AND seq > :after ORDER BY seq LIMIT :limit\
      """;

  private static final String USED_SINCE =
      """
      SELECT owner, at / 60000 AS minute, sum(tokens) AS tokens, sum(cost) AS money,
        sum(network_bytes) AS network FROM (
        SELECT owner, ended_at AS at, input_tokens + output_tokens AS tokens, cost, network_bytes
          FROM task WHERE ended_at >= :since
        UNION ALL
        SELECT owner, started_at AS at, input_tokens + output_tokens AS tokens, cost, network_bytes
          FROM task WHERE state IN ('running', 'pending', 'retrying') AND started_at >= :since
      ) AS used
      WHERE tokens > 0 OR cost > 0 OR network_bytes > 0 GROUP BY owner, at / 60000\
      """;

  private TaskTable() {}

  /** Writes a new task with its input, and gives its row; again does nothing. */
  public static TaskRecord insert(Handle handle, TaskRecord task, String input) {
    var written = insert(handle, task);
    handle.createUpdate(INSERT_INPUT).bind("id", task.id()).bind("body", input).execute();
    return written.or(() -> find(handle, task.id())).orElse(task);
  }

  private static Optional<TaskRecord> insert(Handle handle, TaskRecord task) {
    var owner = task.owner();
    var times = task.times();
    return handle
        .createQuery(INSERT)
        .bind("id", task.id())
        .bind("owner", owner.owner())
        .bind("key", owner.key())
        .bind("user", owner.user())
        .bind("session", owner.session())
        .bind("kind", task.kind())
        .bind("subject", task.subject())
        .bind("state", task.state().word())
        .bind("priority", task.priority())
        .bind("created", times.created().toEpochMilli())
        .bind("ready", times.ready().toEpochMilli())
        .bind("timeout", times.timeout().toMillis())
        .bind("deadline", millis(times.deadline()))
        .bind("bytes", task.inputBytes())
        .bind("limits", Json.text(limits(task.limits())))
        .bind("unique", task.idempotencyKey())
        .bind("hash", task.requestHash())
        .bind("schedule", task.schedule())
        .bind("scheduleId", task.scheduleId())
        .bind("webhook", task.webhook())
        .bind("plan", task.plan().text())
        .map((rows, _) -> read(rows))
        .findOne();
  }

  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  /** Gives a task other limits. */
  public static void limit(Handle handle, String id, TaskLimits limits) {
    handle.execute("UPDATE task SET limits = ? WHERE id = ?", Json.text(limits(limits)), id);
  }

  /** Task that an owner has submitted with an idempotency key; none for an empty key. */
  public static Optional<TaskRecord> byKey(Handle handle, String owner, String key) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    return handle
        .createQuery(BY_KEY)
        .bind("owner", owner)
        .bind("key", key)
        .map((rows, _) -> read(rows))
        .findOne();
  }

  /** Task of any owner. */
  public static Optional<TaskRecord> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM task WHERE id = :id")
        .bind("id", id)
        .map((rows, _) -> read(rows))
        .findOne();
  }

  /** Input of a task, as JSON. */
  public static Optional<String> input(Handle handle, String id) {
    return handle
        .createQuery("SELECT body FROM task_input WHERE task_id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  /** Result of a task. */
  public static Optional<JsonNode> result(Handle handle, String id) {
    return handle
        .createQuery("SELECT body FROM task_result WHERE task_id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .map(Json::tree);
  }

  /** Tasks of a state in the order of submission, after one. */
  public static List<TaskRecord> inState(Handle handle, TaskState state, long after, int limit) {
    return handle
        .createQuery(UNFINISHED)
        .bind("state", state.word())
        .bind("after", after)
        .bind("limit", limit)
        .map((rows, _) -> read(rows))
        .list();
  }

  /**
   * Tasks of an owner that meet a condition, the newest first.
   *
   * @param before only those submitted earlier
   */
  public static List<TaskRecord> newest(
      Handle handle, String owner, Condition condition, long before, int limit) {
    var query =
        handle.createQuery(
            "SELECT * FROM task WHERE owner = ? AND %s AND seq < ? ORDER BY seq DESC LIMIT ?"
                .formatted(condition.sql()));
    query.bind(0, owner);
    int at = 1;
    for (var argument : condition.arguments()) {
      query.bind(at++, argument);
    }
    return query.bind(at, before).bind(at + 1, limit).map((rows, _) -> read(rows)).list();
  }

  /** Tasks of a state, the newest first. */
  public static List<TaskRecord> latest(Handle handle, TaskState state, int limit) {
    return handle
        .createQuery("SELECT * FROM task WHERE state = :state ORDER BY seq DESC LIMIT :limit")
        .bind("state", state.word())
        .bind("limit", limit)
        .map((rows, _) -> read(rows))
        .list();
  }

  /**
   * Tokens and money that tasks of an owner have used.
   *
   * @param at begin of the minute
   */
  public record OwnerUsage(String owner, Instant at, TaskAmount used) {}

  /** What tasks have used that have ended since a time, or have begun and not ended. */
  public static List<OwnerUsage> usedSince(Handle handle, Instant since) {
    return handle
        .createQuery(USED_SINCE)
        .bind("since", since.toEpochMilli())
        .map(
            (rows, _) ->
                new OwnerUsage(
                    rows.getString("owner"),
                    Instant.ofEpochMilli(rows.getLong("minute") * 60_000),
                    new TaskAmount(
                        rows.getLong("tokens"), rows.getLong("money"), rows.getLong("network"))))
        .list();
  }

  /** Number of tasks of a schedule that have not ended. */
  public static int unfinishedOf(Handle handle, String scheduleId) {
    return handle
        .createQuery(
            "SELECT count(*) FROM task WHERE schedule_id = :id AND schedule_id <> '' AND ended_at"
                + " IS NULL")
        .bind("id", scheduleId)
        .mapTo(Integer.class)
        .one();
  }

  static JsonNode limits(TaskLimits limits) {
    return Json.array()
        .add(limits.tokens())
        .add(limits.nanoDollars())
        .add(limits.outputBytes())
        .add(limits.steps())
        .add(limits.wallTime().toMillis())
        .add(limits.networkBytes())
        .add(limits.cpu().toMillis());
  }

  private static TaskLimits limits(String json) {
    var all = Json.tree(json);
    return new TaskLimits(
        all.path(0).asLong(),
        all.path(1).asLong(),
        all.path(2).asLong(),
        all.path(3).asLong(),
        time(all.path(4)),
        all.path(5).asLong(TaskLimits.NONE.networkBytes()),
        time(all.path(6)));
  }

  /** Rows of earlier versions have fewer limits. */
  private static Duration time(JsonNode millis) {
    return Duration.ofMillis(millis.asLong(TaskLimits.ANY_TIME.toMillis()));
  }

  /** Task of a row with every column. */
  static TaskRecord read(ResultSet rows) throws SQLException {
    return new TaskRecord(
        rows.getLong("seq"),
        rows.getString("id"),
        new TaskOwner(
            rows.getString("owner"),
            rows.getString("key_id"),
            rows.getString("end_user"),
            rows.getString("session")),
        rows.getString("kind"),
        rows.getString("subject"),
        TaskState.of(rows.getString("state")),
        rows.getInt("priority"),
        rows.getInt("attempt"),
        rows.getInt("failures"),
        times(rows),
        new TaskFailure(
            rows.getString("error_code"),
            rows.getString("error_class"),
            rows.getString("severity"),
            rows.getString("error")),
        new TaskUsage(
            rows.getLong("input_tokens"),
            rows.getLong("output_tokens"),
            rows.getLong("cost"),
            rows.getLong("network_bytes"),
            Duration.ofNanos(rows.getLong("cpu_time"))),
        new TaskRecord.TaskProgress(
            rows.getLong("progress_done"),
            rows.getLong("progress_total"),
            rows.getString("progress_text")),
        limits(rows.getString("limits")),
        rows.getLong("input_bytes"),
        rows.getString("idempotency_key"),
        rows.getString("request_hash"),
        rows.getString("schedule"),
        rows.getString("schedule_id"),
        rows.getString("webhook"),
        TaskPlan.read(rows.getString("plan")));
  }

  private static TaskRecord.TaskTimes times(ResultSet rows) throws SQLException {
    return new TaskRecord.TaskTimes(
        Objects.requireNonNull(instant(rows, "created_at")),
        Objects.requireNonNull(instant(rows, "ready_at")),
        instant(rows, "started_at"),
        instant(rows, "ended_at"),
        Duration.ofMillis(rows.getLong("timeout")),
        instant(rows, "deadline"),
        Duration.ofMillis(rows.getLong("queue_time")),
        Duration.ofMillis(rows.getLong("run_time")));
  }

  private static @Nullable Instant instant(ResultSet rows, String column) throws SQLException {
    long millis = rows.getLong(column);
    return rows.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
