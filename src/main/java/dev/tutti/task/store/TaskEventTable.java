package dev.tutti.task.store;

import dev.tutti.chat.Json;
import dev.tutti.task.api.TaskEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of events, and of what removes old tasks. */
public final class TaskEventTable {
  /** Events after which steps and the like are told no more; the end of an attempt always is. */
  private static final int MOST_OFTEN = 1_000;

  private static final String ADD =
      """
      INSERT INTO task_event (task_id, number, at, type, body)
      SELECT :task, number + 1, :at, :type, :body FROM
        (SELECT coalesce(max(number), 0) AS number FROM task_event WHERE task_id = :task) AS latest
      WHERE number < :most\
      """;

  private static final String AFTER =
      """
      SELECT * FROM task_event WHERE task_id = :task AND number > :after
      ORDER BY number LIMIT :limit\
      """;

  /** Of tasks of which something has failed, as nothing else is decided about. */
  private static final String OF_FAILED =
      """
      SELECT * FROM task_event WHERE type = :type AND at >= :since
        AND task_id IN (SELECT task_id FROM task_failure WHERE at >= :since)
      ORDER BY at DESC, task_id DESC, number DESC LIMIT :limit\
      """;

  private static final String OLD =
      "SELECT id FROM task WHERE ended_at < :before ORDER BY ended_at LIMIT :limit";

  private static final List<String> PARTS =
      List.of(
          "task_input", "task_result", "task_step", "task_event", "task_delivery", "task_failure");

  private TaskEventTable() {}

  /** Notes the end of a task, and has its receiver told, where there is one. */
  public static void addEnd(Handle handle, String task, String type, ObjectNode data, Instant at) {
    add(handle, task, type, data, at);
    TaskDeliveryTable.add(handle, task, at);
  }

  /** Notes what has happened to a task. */
  public static void add(Handle handle, String task, String type, ObjectNode data, Instant at) {
    add(handle, task, type, data, at, Long.MAX_VALUE);
  }

  /** The same for what may happen for ever: only the first of these are kept. */
  public static void addOften(
      Handle handle, String task, String type, ObjectNode data, Instant at) {
    add(handle, task, type, data, at, MOST_OFTEN);
  }

  /** Notes that a step has finished. */
  public static void addStep(Handle handle, String task, String name, Instant at) {
    addOften(handle, task, "step", Json.object().put("step", name), at);
  }

  private static void add(
      Handle handle, String task, String type, ObjectNode data, Instant at, long most) {
    handle
        .createUpdate(ADD)
        .bind("task", task)
        .bind("at", at.toEpochMilli())
        .bind("type", type)
        .bind("body", Json.text(data))
        .bind("most", most)
        .execute();
  }

  /** Events after a number. */
  public static List<TaskEvent> after(Handle handle, String task, long after, int limit) {
    return handle
        .createQuery(AFTER)
        .bind("task", task)
        .bind("after", after)
        .bind("limit", limit)
        .map((rows, _) -> event(rows))
        .list();
  }

  private static TaskEvent event(ResultSet rows) throws SQLException {
    return new TaskEvent(
        rows.getLong("number"),
        Instant.ofEpochMilli(rows.getLong("at")),
        rows.getString("type"),
        (ObjectNode) Json.tree(rows.getString("body")));
  }

  /**
   * Events of a type, of tasks of which an attempt has failed since a time, in their order.
   *
   * @param limit of the latest ones
   */
  public static List<TaskEvent> ofFailed(Handle handle, String type, Instant since, int limit) {
    return handle
        .createQuery(OF_FAILED)
        .bind("type", type)
        .bind("since", since.toEpochMilli())
        .bind("limit", limit)
        .map((rows, _) -> event(rows))
        .list()
        .reversed();
  }

  /** Removes tasks that have ended long ago; says how many. */
  public static int deleteOlder(Handle handle, Instant before, int limit) {
    var old =
        handle
            .createQuery(OLD)
            .bind("before", before.toEpochMilli())
            .bind("limit", limit)
            .mapTo(String.class)
            .list();
    for (var id : old) {
      for (var table : PARTS) {
        handle.execute("DELETE FROM " + table + " WHERE task_id = ?", id);
      }
      handle.execute("DELETE FROM task WHERE id = ?", id);
    }
    return old.size();
  }
}
