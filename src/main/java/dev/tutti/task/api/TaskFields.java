package dev.tutti.task.api;

import static dev.tutti.query.FieldType.DURATION;
import static dev.tutti.query.FieldType.MONEY;
import static dev.tutti.query.FieldType.NUMBER;
import static dev.tutti.query.FieldType.TEXT;
import static dev.tutti.query.FieldType.TIME;

import dev.tutti.query.Field;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import java.util.List;

/** Fields of tasks, by which they are found. */
public final class TaskFields {
  /** Every field. */
  public static final List<Field> ALL =
      List.of(
          Field.of("task", TEXT, "id"),
          Field.of("status", TEXT, "state"),
          Field.of("kind", TEXT),
          Field.of("subject", TEXT),
          Field.of("user", TEXT, "end_user"),
          Field.of("session", TEXT),
          Field.of("priority", NUMBER),
          Field.of("attempts", NUMBER, "attempt"),
          Field.of("failures", NUMBER),
          Field.of("created", TIME, "created_at"),
          Field.of("run_at", TIME, "ready_at"),
          Field.of("started", TIME, "started_at"),
          Field.of("ended", TIME, "ended_at"),
          Field.of("queued", DURATION, "(queue_time * 1000)"),
          Field.of("ran", DURATION, "(run_time * 1000)"),
          Field.of("code", TEXT, "error_code"),
          Field.of("class", TEXT, "error_class"),
          Field.of("severity", TEXT),
          Field.of("input_tokens", NUMBER),
          Field.of("output_tokens", NUMBER),
          Field.of("cost", MONEY),
          Field.of("network_bytes", NUMBER),
          Field.of("cpu", DURATION, "(cpu_time / 1000)"),
          Field.of("schedule", TEXT, "schedule_id"));

  private TaskFields() {}

  /**
   * Reads a query over tasks.
   *
   * @throws dev.tutti.query.QuerySyntaxException naming the place
   */
  public static Query query(String text, Moment moment) {
    return Query.parse(text, ALL, moment);
  }
}
