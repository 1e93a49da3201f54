package dev.tutti.task.store;

import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The SQL that changes tasks. What belongs to an attempt is changed only while the task is running
 * that attempt at that node.
 */
public final class TaskStateTable {
  /** The second half finds a claim that was written although the writer was told that it failed. */
  private static final String CLAIM =
      """
      UPDATE task SET
        queue_time = queue_time
          + CASE WHEN state <> 'running' AND :now > ready_at THEN :now - ready_at ELSE 0 END,
        state = 'running', attempt = :attempt, node = :node, started_at = :now
      WHERE id = :id AND (
        (state IN ('pending', 'retrying', 'scheduled') AND attempt = :attempt - 1)
        OR (state = 'running' AND attempt = :attempt AND node = :node))
      RETURNING *\
      """;

  private static final String FENCE =
      " WHERE id = :id AND attempt = :attempt AND node = :node AND state = 'running'";

  private static final String END =
      """
      UPDATE task SET state = :state,
        ready_at = CASE WHEN :ended IS NULL THEN :ready ELSE ready_at END,
        ended_at = :ended, failures = :failures, crashes = 0,
        run_time = run_time + CASE WHEN :now > started_at THEN :now - started_at ELSE 0 END,
        error_code = :code, error_class = :class, severity = :severity, error = :error\
      """
          + FENCE
          + " RETURNING *";

  private static final String GIVE_BACK =
      """
      UPDATE task SET state = 'pending', node = '',
        run_time = run_time + CASE WHEN :now > started_at THEN :now - started_at ELSE 0 END\
      """
          + FENCE;

  private static final String USED =
      """
      UPDATE task SET input_tokens = input_tokens + :input, output_tokens = output_tokens + :output,
        cost = cost + :cost, network_bytes = network_bytes + :network, cpu_time = cpu_time + :cpu,
        crashes = 0 WHERE id = :id\
      """;

  private static final String PROGRESS =
      """
      UPDATE task SET crashes = CASE WHEN :done > progress_done THEN 0 ELSE crashes END,
        progress_done = :done, progress_total = :total, progress_text = :text\
      """
          + FENCE;

  private static final String CANCEL =
      """
      UPDATE task SET state = 'cancelled', ended_at = :now, run_time = run_time +
        CASE WHEN state = 'running' AND :now > started_at THEN :now - started_at ELSE 0 END
      WHERE id = :id AND ended_at IS NULL\
      """;

  private static final String REQUEUE =
      """
      UPDATE task SET state = 'pending', ended_at = NULL, failures = 0, crashes = 0, ready_at = :now,
        deadline = NULL, error_code = '', error_class = '', severity = '', error = ''
      WHERE id = :id AND state IN ('failed', 'timed_out', 'cancelled', 'dead') AND schedule = ''\
      """;

  private static final String RECOVER =
      """
      UPDATE task SET state = 'pending', node = '', crashes = crashes + 1
      WHERE state = 'running' AND node <> :node RETURNING id, attempt, crashes\
      """;

  /** The first condition is that of the index. */
  private static final String CRASHED =
      "SELECT id FROM task WHERE crashes > 0 AND crashes >= :least AND ended_at IS NULL";

  private static final String PUT_RESULT =
      """
      INSERT INTO task_result (task_id, body) VALUES (:id, :body)
      ON CONFLICT (task_id) DO UPDATE SET body = excluded.body\
      """;

  private static final String EXPIRE =
      """
      UPDATE task SET state = :state, ended_at = :now, error_code = :code,
        error_class = :class, severity = :severity, error = :error
      WHERE id = :id AND state IN ('pending', 'retrying', 'scheduled')\
      """;

  private TaskStateTable() {}

  /**
   * One attempt at a task, which fences what is written for it.
   *
   * @param node the run of the server
   */
  public record AttemptFence(String task, int attempt, String node) {}

  /** Begins an attempt; gives the task where it is this attempt's. */
  public static Optional<TaskRecord> claim(Handle handle, AttemptFence fence, Instant now) {
    return fenced(handle.createQuery(CLAIM), fence)
        .bind("now", now.toEpochMilli())
        .map((rows, _) -> TaskTable.read(rows))
        .findOne();
  }

  private static <S extends SqlStatement<S>> S fenced(S statement, AttemptFence fence) {
    return statement.bind("id", fence.task).bind("attempt", fence.attempt).bind("node", fence.node);
  }

  /**
   * End of an attempt.
   *
   * @param ready when the next one may begin; says nothing at the end of the task
   * @param failures failed attempts by now
   * @param result null for none
   */
  public record AttemptEnd(
      TaskState state,
      Instant now,
      Instant ready,
      int failures,
      TaskFailure failure,
      @Nullable JsonNode result) {}

  /** Ends an attempt; gives the task where it was still this attempt's. */
  public static Optional<TaskRecord> end(Handle handle, AttemptFence fence, AttemptEnd end) {
    var mine =
        fenced(handle.createQuery(END), fence)
            .bind("state", end.state.word())
            .bind("now", end.now.toEpochMilli())
            .bind("ready", end.ready.toEpochMilli())
            .bind("ended", end.state.isTerminal() ? end.now.toEpochMilli() : null)
            .bind("failures", end.failures)
            .bind("code", end.failure.code())
            .bind("class", end.failure.errorClass())
            .bind("severity", end.failure.severity())
            .bind("error", end.failure.message())
            .map((rows, _) -> TaskTable.read(rows))
            .findOne();
    if (mine.isPresent() && end.result != null) {
      handle
          .createUpdate(PUT_RESULT)
          .bind("id", fence.task)
          .bind("body", Json.text(end.result))
          .execute();
    }
    return mine;
  }

  /** Ends a task that waits in a state without a result; says whether it did. */
  public static boolean expire(
      Handle handle, String id, TaskState state, TaskFailure failure, Instant now) {
    return handle
            .createUpdate(EXPIRE)
            .bind("id", id)
            .bind("state", state.word())
            .bind("now", now.toEpochMilli())
            .bind("code", failure.code())
            .bind("class", failure.errorClass())
            .bind("severity", failure.severity())
            .bind("error", failure.message())
            .execute()
        == 1;
  }

  /** Gives a task back that was interrupted; that is no failure. */
  public static boolean giveBack(Handle handle, AttemptFence fence, Instant now) {
    return fenced(handle.createUpdate(GIVE_BACK), fence).bind("now", now.toEpochMilli()).execute()
        == 1;
  }

  /** Adds what was used, whatever has become of the task. */
  public static void used(Handle handle, String id, TaskUsage usage) {
    handle
        .createUpdate(USED)
        .bind("id", id)
        .bind("input", usage.inputTokens())
        .bind("output", usage.outputTokens())
        .bind("cost", usage.nanoDollars())
        .bind("network", usage.networkBytes())
        .bind("cpu", usage.cpu().toNanos())
        .execute();
  }

  /** Writes down how far an attempt has come. */
  public static void progress(Handle handle, AttemptFence fence, TaskRecord.TaskProgress progress) {
    fenced(handle.createUpdate(PROGRESS), fence)
        .bind("done", progress.done())
        .bind("total", progress.total())
        .bind("text", progress.text())
        .execute();
  }

  /** Ends a task that has not ended; says whether it did. */
  public static boolean cancel(Handle handle, String id, Instant now) {
    return handle.createUpdate(CANCEL).bind("id", id).bind("now", now.toEpochMilli()).execute()
        == 1;
  }

  /** Lets a task run again that has ended without a result; says whether it does. */
  public static boolean requeue(Handle handle, String id, Instant now) {
    boolean requeued =
        handle.createUpdate(REQUEUE).bind("id", id).bind("now", now.toEpochMilli()).execute() == 1;
    if (requeued) {
      TaskFailureTable.requeued(handle, id);
    }
    return requeued;
  }

  /**
   * Task that was running when the server ended.
   *
   * @param attempt that was cut off
   * @param crashes so far without a step between
   */
  public record InterruptedTask(String id, int attempt, int crashes) {}

  /** Gives back what other runs of the server have left running; says what. */
  public static List<InterruptedTask> recover(Handle handle, String node) {
    return handle
        .createQuery(RECOVER)
        .bind("node", node)
        .map(
            (rows, _) ->
                new InterruptedTask(
                    rows.getString("id"), rows.getInt("attempt"), rows.getInt("crashes")))
        .list();
  }

  /** Tasks that have not ended, and during which the server has ended at least so often. */
  public static List<String> crashed(Handle handle, int least) {
    return handle.createQuery(CRASHED).bind("least", least).mapTo(String.class).list();
  }

  /** Lets a schedule begin its next task at a time. */
  public static void scheduleNext(Handle handle, String id, Instant next) {
    handle
        .createUpdate("UPDATE task SET ready_at = :next WHERE id = :id AND state = 'scheduled'")
        .bind("id", id)
        .bind("next", next.toEpochMilli())
        .execute();
  }

  /** Ends a schedule that has no more times. */
  public static void endSchedule(Handle handle, String id, Instant now) {
    handle
        .createUpdate(
            "UPDATE task SET state = 'succeeded', ended_at = :now WHERE id = :id AND state ="
                + " 'scheduled'")
        .bind("id", id)
        .bind("now", now.toEpochMilli())
        .execute();
  }
}
