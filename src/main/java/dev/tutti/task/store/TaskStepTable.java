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
import org.jdbi.v3.core.statement.SqlStatement;
import tools.jackson.databind.JsonNode;

/** The SQL of finished steps. */
public final class TaskStepTable {
  private static final String PUT =
      """
      INSERT INTO task_step (task_id, name, request_hash, attempt, ended_at, input_tokens,
        output_tokens, cost, body)
      SELECT id, :name, :hash, :attempt, :now, :input, :output, :cost, :body
      FROM task WHERE id = :task AND attempt = :attempt AND node = :node AND state = 'running'
      ON CONFLICT (task_id, name) DO UPDATE SET request_hash = excluded.request_hash,
        attempt = excluded.attempt, ended_at = excluded.ended_at,
        input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
        cost = excluded.cost, body = excluded.body
      WHERE task_step.attempt <> excluded.attempt
        OR task_step.request_hash <> excluded.request_hash\
      """;

  private static final String KNOWN =
      """
      SELECT count(*) FROM task_step
      WHERE task_id = :task AND name = :name AND request_hash = :hash AND attempt = :attempt\
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

  /** Outcome of writing a step. */
  public enum StepWrite {
    /** It is written. */
    WRITTEN,
    /** This attempt has written it before, and was told that it failed. */
    KNOWN,
    /** The task is not the attempt's any more. */
    LOST
  }

  /** Writes a finished step. */
  public static StepWrite put(
      Handle handle,
      TaskStateTable.AttemptFence fence,
      String name,
      String hash,
      StepResult result,
      Instant now) {
    var put =
        named(handle.createUpdate(PUT), fence, name, hash)
            .bind("node", fence.node())
            .bind("now", now.toEpochMilli())
            .bind("input", result.usage().inputTokens())
            .bind("output", result.usage().outputTokens())
            .bind("cost", result.usage().nanoDollars())
            .bind("body", Json.text(result.value()));
    if (put.execute() > 0) {
      return StepWrite.WRITTEN;
    }
    var known = named(handle.createQuery(KNOWN), fence, name, hash).mapTo(Integer.class).one();
    return known > 0 ? StepWrite.KNOWN : StepWrite.LOST;
  }

  private static <S extends SqlStatement<S>> S named(
      S statement, TaskStateTable.AttemptFence fence, String name, String hash) {
    return statement
        .bind("task", fence.task())
        .bind("attempt", fence.attempt())
        .bind("name", name)
        .bind("hash", hash);
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
