package dev.tutti.monitor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of measurements. */
final class MeasurementTable {
  private static final String INSERT =
      """
      INSERT INTO measurement (at, key_id, type, model, latency, success, error, input_tokens,
        output_tokens, memory, cpu)
      VALUES (:at, :key, :type, :model, :latency, :success, :error, :input, :output, :memory, :cpu)\
      """;

  /** The latest of a span, the earliest first. */
  private static final String LATEST =
      """
      SELECT * FROM (
        SELECT * FROM measurement WHERE at >= :from AND at < :to ORDER BY at DESC, id DESC
        LIMIT :limit)
      ORDER BY at, id\
      """;

  private MeasurementTable() {}

  static int insert(Handle handle, String key, List<Measurement> all) {
    var batch = handle.prepareBatch(INSERT);
    for (var each : all) {
      batch
          .bind("at", each.at().toEpochMilli())
          .bind("key", key)
          .bind("type", each.subject().type())
          .bind("model", each.subject().model())
          .bind("latency", each.latency().toNanos() / 1_000)
          .bind("success", each.succeeded())
          .bind("error", each.error().orElse(""))
          .bind("input", each.tokens().input())
          .bind("output", each.tokens().output())
          .bind("memory", each.memory().isPresent() ? each.memory().getAsLong() : null)
          .bind("cpu", each.cpu().isPresent() ? each.cpu().getAsDouble() : null)
          .add();
    }
    return batch.execute().length;
  }

  /** Deletes those before a time, and the first ones where there are too many. */
  static int delete(Handle handle, Instant before, long most) {
    return handle
        .createUpdate(
            "DELETE FROM measurement WHERE at < :before"
                + " OR id <= (SELECT max(id) FROM measurement) - :most")
        .bind("before", before.toEpochMilli())
        .bind("most", most)
        .execute();
  }

  static List<Measurement> latest(Handle handle, Instant from, Instant to, int limit) {
    return handle
        .createQuery(LATEST)
        .bind("from", from.toEpochMilli())
        .bind("to", to.toEpochMilli())
        .bind("limit", limit)
        .map((rows, _) -> measurement(rows))
        .list();
  }

  private static Measurement measurement(ResultSet rows) throws SQLException {
    long memory = rows.getLong("memory");
    boolean weighed = !rows.wasNull();
    double cpu = rows.getDouble("cpu");
    boolean timed = !rows.wasNull();
    return new Measurement(
        Instant.ofEpochMilli(rows.getLong("at")),
        new Measurement.Subject(rows.getString("type"), rows.getString("model")),
        Duration.ofNanos(rows.getLong("latency") * 1_000),
        rows.getBoolean("success") ? null : rows.getString("error"),
        new Measurement.Tokens(rows.getLong("input_tokens"), rows.getLong("output_tokens")),
        new Measurement.Effort(weighed ? memory : -1, timed ? cpu : Double.NaN));
  }
}
