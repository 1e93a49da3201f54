package dev.tutti.task.store;

import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskState;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The SQL of failed attempts, of which analyses are made. */
public final class TaskFailureTable {
  private static final int LONGEST = 300;

  private static final String ADD =
      """
      INSERT INTO task_failure (task_id, attempt, at, kind, subject, code, error_class, severity,
        state, is_first, by_hand, error)
      SELECT id, :attempt, :at, kind, subject, :code, :class, :severity, :state,
        CASE WHEN EXISTS (SELECT 1 FROM task_failure WHERE task_id = :task) THEN 0 ELSE 1 END, 0,
        :error
      FROM task WHERE id = :task
      ON CONFLICT (task_id, attempt) DO NOTHING\
      """;

  private TaskFailureTable() {}

  /**
   * Notes that an attempt has failed; again does nothing.
   *
   * @param attempt 0 where the task has waited for too long
   * @param state of the task after it
   */
  public static void add(
      Handle handle, String task, int attempt, TaskFailure failure, TaskState state, Instant at) {
    var error = failure.message();
    handle
        .createUpdate(ADD)
        .bind("task", task)
        .bind("attempt", attempt)
        .bind("at", at.toEpochMilli())
        .bind("code", failure.code())
        .bind("class", failure.errorClass())
        .bind("severity", failure.severity())
        .bind("state", state.word())
        .bind("error", error.length() > LONGEST ? error.substring(0, LONGEST) : error)
        .execute();
  }

  /** Notes that somebody has requeued a task: what it comes to is not its own doing. */
  static void requeued(Handle handle, String task) {
    handle.execute("UPDATE task_failure SET by_hand = 1 WHERE task_id = ?", task);
  }
}
