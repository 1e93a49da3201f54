package dev.tutti.task.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of what receivers are told of tasks. */
public final class TaskDeliveryTable {
  private static final String ADD =
      """
      INSERT INTO task_delivery (task_id, number, state, tries, next_at, last)
      SELECT id, (SELECT max(number) FROM task_event WHERE task_id = :task), 'pending', 0, :at, ''
      FROM task WHERE id = :task AND webhook <> '' ON CONFLICT (task_id, number) DO NOTHING\
      """;

  private static final String DUE =
      """
      SELECT d.task_id, d.number, d.tries, t.webhook, t.owner
      FROM task_delivery d JOIN task t ON t.id = d.task_id
      WHERE d.state = 'pending' AND d.next_at <= :now ORDER BY d.next_at LIMIT :limit\
      """;

  private static final String TOLD =
      "SELECT at, type, body FROM task_event WHERE task_id = :task AND number = :number";

  private static final String PUT =
      """
      UPDATE task_delivery SET state = :state, tries = :tries, next_at = :next, last = :last
      WHERE task_id = :task AND number = :number AND state = 'pending'\
      """;

  private static final String PUT_BACK =
      """
      UPDATE task_delivery SET next_at = :next
      WHERE task_id = :task AND number = :number AND state = 'pending'\
      """;

  private TaskDeliveryTable() {}

  /**
   * Delivery that is due.
   *
   * @param number of the event that it tells
   * @param tries so far
   * @param webhook JSON of the receiver
   * @param owner of the task
   */
  public record DueDelivery(String task, long number, int tries, String webhook, String owner) {}

  /**
   * End of a task that a delivery tells.
   *
   * @param state that the task came to
   * @param data of the event, as JSON
   */
  public record ToldEnd(Instant at, String state, String data) {}

  /** Has the latest event of a task told, where the task has a receiver. */
  public static void add(Handle handle, String task, Instant at) {
    handle.createUpdate(ADD).bind("task", task).bind("at", at.toEpochMilli()).execute();
  }

  /** Deliveries that are due, the most urgent first. */
  public static List<DueDelivery> due(Handle handle, Instant now, int limit) {
    return handle
        .createQuery(DUE)
        .bind("now", now.toEpochMilli())
        .bind("limit", limit)
        .map(
            (rows, _) ->
                new DueDelivery(
                    rows.getString("task_id"),
                    rows.getLong("number"),
                    rows.getInt("tries"),
                    rows.getString("webhook"),
                    rows.getString("owner")))
        .list();
  }

  /** End that a delivery tells, whatever has become of the task since. */
  public static Optional<ToldEnd> told(Handle handle, DueDelivery delivery) {
    return handle
        .createQuery(TOLD)
        .bind("task", delivery.task)
        .bind("number", delivery.number)
        .map(
            (rows, _) ->
                new ToldEnd(
                    Instant.ofEpochMilli(rows.getLong("at")),
                    rows.getString("type"),
                    rows.getString("body")))
        .findOne();
  }

  /** Lets deliveries wait that could not be tried, behind others that are due by then. */
  public static void putBack(Handle handle, List<DueDelivery> deliveries, Instant next) {
    for (var each : deliveries) {
      handle
          .createUpdate(PUT_BACK)
          .bind("task", each.task)
          .bind("number", each.number)
          .bind("next", next.toEpochMilli())
          .execute();
    }
  }

  /**
   * Notes how a try has gone.
   *
   * @param state pending, delivered or failed
   * @param last what it has met with
   */
  public static void tried(
      Handle handle, DueDelivery delivery, String state, Instant next, String last) {
    handle
        .createUpdate(PUT)
        .bind("task", delivery.task)
        .bind("number", delivery.number)
        .bind("state", state)
        .bind("tries", delivery.tries + 1)
        .bind("next", next.toEpochMilli())
        .bind("last", last)
        .execute();
  }
}
