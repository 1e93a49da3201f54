package dev.tutti.batch;

import dev.tutti.chat.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of batches. */
final class BatchTable {
  private static final String INSERT =
      """
      INSERT INTO batch (id, owner, request, status, created_at, expires_at, task_id)
      VALUES (:id, :owner, :request, :status, :created, :expires, :task)\
      """;

  private static final String ONE = "SELECT * FROM batch WHERE id = :id";

  private static final String OF_OWNER = ONE + " AND owner = :owner";

  private static final String PAGE =
      """
      SELECT * FROM batch WHERE owner = :owner AND (created_at, id) < (:at, :after)
      ORDER BY created_at DESC, id DESC LIMIT :limit\
      """;

  private static final String LIVE =
      """
      SELECT * FROM batch WHERE ended_at IS NULL AND (created_at, id) > (:at, :after)
      ORDER BY created_at, id LIMIT :most\
      """;

  private static final String CANCELLING =
      """
      SELECT * FROM batch WHERE ended_at IS NULL AND status = 'cancelling'
      ORDER BY created_at, id LIMIT :most\
      """;

  private static final String BEGIN =
      """
      UPDATE batch SET status = 'in_progress', begun_at = coalesce(begun_at, :now), total = :total
      WHERE id = :id AND status IN ('validating', 'in_progress', 'finalizing')\
      """;

  private static final String COUNT =
      """
      UPDATE batch SET completed = :completed, failed = :failed, input_tokens = :input,
        cached_tokens = :cached, output_tokens = :output, reasoning_tokens = :reasoning
      WHERE id = :id AND ended_at IS NULL\
      """;

  private static final String FINALIZE =
      """
      UPDATE batch SET status = 'finalizing', finalizing_at = coalesce(finalizing_at, :now)
      WHERE id = :id AND status IN ('in_progress', 'finalizing')\
      """;

  private static final String CANCEL =
      """
      UPDATE batch SET status = 'cancelling', cancelling_at = coalesce(cancelling_at, :now)
      WHERE id = :id AND owner = :owner AND ended_at IS NULL\
      """;

  private static final String END =
      """
      UPDATE batch SET status = :status, ended_at = :now, completed = :completed, failed = :failed,
        output_file = :output, error_file = :failures, errors = :errors
      WHERE id = :id AND ended_at IS NULL\
      """;

  private static final String DELETE_OLD =
      """
      DELETE FROM batch WHERE id IN (
        SELECT id FROM batch WHERE ended_at < :before ORDER BY ended_at LIMIT :most)\
      """;

  private BatchTable() {}

  static void insert(Handle handle, StoredBatch batch) {
    handle
        .createUpdate(INSERT)
        .bind("id", batch.id())
        .bind("owner", batch.owner())
        .bind("request", Json.text(batch.request().json()))
        .bind("status", batch.status().word())
        .bind("created", batch.times().created().toEpochMilli())
        .bind("expires", batch.times().expires().toEpochMilli())
        .bind("task", batch.task())
        .execute();
  }

  static Optional<StoredBatch> one(Handle handle, String id) {
    return handle.createQuery(ONE).bind("id", id).map((rows, _) -> batch(rows)).findOne();
  }

  static Optional<StoredBatch> one(Handle handle, String owner, String id) {
    return handle
        .createQuery(OF_OWNER)
        .bind("id", id)
        .bind("owner", owner)
        .map((rows, _) -> batch(rows))
        .findOne();
  }

  /** Some of an owner's, the newest first, older than one that was made at a time. */
  static List<StoredBatch> page(Handle handle, String owner, Instant at, String after, int limit) {
    return handle
        .createQuery(PAGE)
        .bind("owner", owner)
        .bind("at", at.toEpochMilli())
        .bind("after", after)
        .bind("limit", limit)
        .map((rows, _) -> batch(rows))
        .list();
  }

  /** Some that have not ended, the oldest first, behind one of that time and id. */
  static List<StoredBatch> live(Handle handle, Instant at, String after, int most) {
    return handle
        .createQuery(LIVE)
        .bind("at", at.toEpochMilli())
        .bind("after", after)
        .bind("most", most)
        .map((rows, _) -> batch(rows))
        .list();
  }

  /** Some that somebody has cancelled and that have not ended, the oldest first. */
  static List<StoredBatch> cancelling(Handle handle, int most) {
    return handle.createQuery(CANCELLING).bind("most", most).map((rows, _) -> batch(rows)).list();
  }

  /** Notes that its lines are being answered; says whether they may be. */
  static boolean begin(Handle handle, String id, long total, Instant now) {
    return handle
            .createUpdate(BEGIN)
            .bind("id", id)
            .bind("total", total)
            .bind("now", now.toEpochMilli())
            .execute()
        > 0;
  }

  /**
   * Notes how far it has come.
   *
   * @param usage of models so far
   */
  static void count(Handle handle, String id, BatchCounts counts, BatchUsage usage) {
    handle
        .createUpdate(COUNT)
        .bind("id", id)
        .bind("completed", counts.completed())
        .bind("failed", counts.failed())
        .bind("input", usage.inputTokens())
        .bind("cached", usage.cachedTokens())
        .bind("output", usage.outputTokens())
        .bind("reasoning", usage.reasoningTokens())
        .execute();
  }

  static void finalizing(Handle handle, String id, Instant now) {
    handle.createUpdate(FINALIZE).bind("id", id).bind("now", now.toEpochMilli()).execute();
  }

  static void cancelling(Handle handle, String owner, String id, Instant now) {
    handle
        .createUpdate(CANCEL)
        .bind("id", id)
        .bind("owner", owner)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /** Writes its last status, counts, files and errors; nothing changes after that. */
  static void end(Handle handle, StoredBatch batch, Instant now) {
    handle
        .createUpdate(END)
        .bind("id", batch.id())
        .bind("status", batch.status().word())
        .bind("now", now.toEpochMilli())
        .bind("completed", batch.counts().completed())
        .bind("failed", batch.counts().failed())
        .bind("output", batch.output())
        .bind("failures", batch.failures())
        .bind("errors", Json.text(BatchError.json(batch.errors())))
        .execute();
  }

  /** Removes some that ended long ago; says how many. */
  static int deleteOld(Handle handle, Instant before, int most) {
    return handle
        .createUpdate(DELETE_OLD)
        .bind("before", before.toEpochMilli())
        .bind("most", most)
        .execute();
  }

  private static StoredBatch batch(ResultSet rows) throws SQLException {
    return new StoredBatch(
        rows.getString("id"),
        rows.getString("owner"),
        BatchRequest.read((ObjectNode) Json.tree(rows.getString("request"))),
        BatchStatus.of(rows.getString("status")),
        new StoredBatch.BatchTimes(
            Instant.ofEpochMilli(rows.getLong("created_at")),
            Instant.ofEpochMilli(rows.getLong("expires_at")),
            time(rows, "begun_at"),
            time(rows, "finalizing_at"),
            time(rows, "cancelling_at"),
            time(rows, "ended_at")),
        new BatchCounts(rows.getLong("total"), rows.getLong("completed"), rows.getLong("failed")),
        rows.getString("output_file"),
        rows.getString("error_file"),
        BatchError.list(Json.tree(rows.getString("errors"))),
        rows.getString("task_id"),
        new BatchUsage(
            rows.getLong("input_tokens"),
            rows.getLong("cached_tokens"),
            rows.getLong("output_tokens"),
            rows.getLong("reasoning_tokens")));
  }

  private static @Nullable Instant time(ResultSet rows, String column) throws SQLException {
    long time = rows.getLong(column);
    return rows.wasNull() ? null : Instant.ofEpochMilli(time);
  }
}
