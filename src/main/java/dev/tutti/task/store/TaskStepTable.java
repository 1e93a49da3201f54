package dev.tutti.task.store;

import dev.tutti.chat.Json;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskStep;
import dev.tutti.task.api.TaskUsage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;

/** The SQL of finished steps. */
public final class TaskStepTable {
  private static final String PUT =
      """
      INSERT INTO task_step (task_id, name, request_hash, attempt, ended_at, input_tokens,
        output_tokens, cost, body)
      VALUES (:task, :name, :hash, :attempt, :now, :input, :output, :cost, :body)
      ON CONFLICT (task_id, name) DO UPDATE SET request_hash = excluded.request_hash,
        attempt = excluded.attempt, ended_at = excluded.ended_at,
        input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
        cost = excluded.cost, body = excluded.body\
      """;

  private static final String LIST =
      """
      SELECT name, request_hash, attempt, ended_at, input_tokens, output_tokens, cost,
        length(body) AS bytes
      FROM task_step WHERE task_id = :task ORDER BY ended_at, name LIMIT :limit\
      """;

  private TaskStepTable() {}

  /**
   * Finished step as it is loaded for another attempt.
   *
   * @param hash of what it was asked
   */
  public record KnownStep(String hash, JsonNode value) {}

  /** Writes a finished step. */
  public static void put(
      Handle handle,
      TaskStateTable.AttemptFence fence,
      String name,
      String hash,
      StepResult result,
      Instant now) {
    handle
        .createUpdate(PUT)
        .bind("task", fence.task())
        .bind("name", name)
        .bind("hash", hash)
        .bind("attempt", fence.attempt())
        .bind("now", now.toEpochMilli())
        .bind("input", result.usage().inputTokens())
        .bind("output", result.usage().outputTokens())
        .bind("cost", result.usage().nanoDollars())
        .bind("body", Json.text(result.value()))
        .execute();
  }

  /** Finished steps with their results. */
  public static Map<String, KnownStep> all(Handle handle, String task) {
    var all = new HashMap<String, KnownStep>();
    handle
        .createQuery("SELECT name, request_hash, body FROM task_step WHERE task_id = :task")
        .bind("task", task)
        .map(
            (rows, _) ->
                all.put(
                    rows.getString("name"),
                    new KnownStep(
                        rows.getString("request_hash"), Json.tree(rows.getString("body")))))
        .list();
    return all;
  }

  /** Finished steps without their results, the earliest first. */
  public static List<TaskStep> list(Handle handle, String task, int limit) {
    return handle
        .createQuery(LIST)
        .bind("task", task)
        .bind("limit", limit)
        .map(
            (rows, _) ->
                new TaskStep(
                    rows.getString("name"),
                    rows.getString("request_hash"),
                    rows.getInt("attempt"),
                    Instant.ofEpochMilli(rows.getLong("ended_at")),
                    new TaskUsage(
                        rows.getLong("input_tokens"),
                        rows.getLong("output_tokens"),
                        rows.getLong("cost")),
                    rows.getLong("bytes")))
        .list();
  }
}
