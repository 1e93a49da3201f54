package dev.tutti.ledger;

import dev.tutti.chat.Usage;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of the ledger. */
final class AttemptTable {
  private static final String INSERT =
      """
      INSERT INTO attempt (run, seq, ended_at, call_id, key_id, owner, end_user, operation, model,
        provider, upstream_model, streamed, outcome, input_tokens, cached_input_tokens,
        cache_write_tokens, audio_input_tokens, output_tokens, reasoning_tokens,
        audio_output_tokens, estimated, cost, duration, first_token, skill, cost_reported,
        hour_cache_write_tokens, service_tier)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (run, seq) DO NOTHING\
      """;

  private AttemptTable() {}

  /**
   * Writes records that were numbered; those that are there already stay as they are. Through JDBC
   * itself, because this is done for every call: binding by name would take most of the time, and
   * the driver looks for generated keys after each row that is not of a batch.
   */
  static int insert(Handle handle, long run, long firstSeq, List<AttemptRecord> records)
      throws SQLException {
    try (var row = handle.getConnection().prepareStatement(INSERT)) {
      long seq = firstSeq;
      for (var each : records) {
        row.setLong(1, run);
        row.setLong(2, seq++);
        bind(row, each);
        row.addBatch();
      }
      row.executeBatch();
    }
    return records.size();
  }

  private static void bind(PreparedStatement row, AttemptRecord each) throws SQLException {
    row.setLong(3, each.ended().toEpochMilli());
    row.setString(4, each.asked().call());
    row.setString(5, each.asked().caller().key());
    row.setString(6, each.asked().caller().owner());
    row.setString(7, each.asked().caller().user());
    row.setString(8, each.asked().operation().wire());
    row.setString(9, each.asked().model());
    row.setString(10, each.target().provider());
    row.setString(11, each.target().model());
    row.setBoolean(12, each.asked().streamed());
    row.setString(13, each.outcome());
    bindUsage(row, each);
    row.setBoolean(26, each.costReported());
    row.setLong(27, each.usage().billing().hourCacheWrite());
    row.setString(28, each.usage().billing().serviceTier());
    switch (each.cost()) {
      case Cost.Known(long nanoDollars) -> row.setLong(22, nanoDollars);
      case Cost.Unknown _ -> row.setNull(22, Types.BIGINT);
    }
    row.setLong(23, each.timing().total().toNanos() / 1_000);
    var first = each.timing().firstToken();
    if (first.isPresent()) {
      row.setLong(24, first.get().toNanos() / 1_000);
    } else {
      row.setNull(24, Types.BIGINT);
    }
    row.setString(25, each.asked().skill());
  }

  private static void bindUsage(PreparedStatement row, AttemptRecord each) throws SQLException {
    var usage = each.usage();
    row.setLong(14, usage.input());
    row.setLong(15, usage.cachedInput());
    row.setLong(16, usage.cacheWrite());
    row.setLong(17, usage.audioInput());
    row.setLong(18, usage.output());
    row.setLong(19, usage.reasoning());
    row.setLong(20, usage.audioOutput());
    row.setBoolean(21, usage.estimated());
  }

  static List<UsageRow> usage(Handle handle, UsageQuery query) {
    boolean days = query.by() == UsageBy.DAY;
    return handle
        .createQuery(
            usageSql(
                query.by(),
                days ? "grp DESC" : "dollars + nanos / 1e9 DESC, input + output DESC, grp"))
        .bind("most", Usage.MOST)
        .bind("from", query.from().toEpochMilli())
        .bind("to", query.to().toEpochMilli())
        .bind("limit", query.limit())
        .map((rows, _) -> row(rows, days))
        .list();
  }

  /**
   * Rows written before numbers were bounded may not make a sum overflow; dollars and the rest are
   * added apart for the same reason. The group's expression and the order are our own words, never
   * a caller's.
   */
  private static String usageSql(UsageBy by, String order) {
    return """
    SELECT %s AS grp, count(*) AS attempts,
      sum(CASE WHEN outcome <> 'completed' THEN 1 ELSE 0 END) AS failed,
      sum(min(input_tokens, :most)) AS input,
      sum(min(cached_input_tokens, :most)) AS cached_input,
      sum(min(output_tokens, :most)) AS output, sum(min(reasoning_tokens, :most)) AS reasoning,
      coalesce(sum(cost / 1000000000), 0) AS dollars,
      coalesce(sum(cost %% 1000000000), 0) AS nanos,
      count(*) - count(cost) AS unpriced, sum(cost_reported) AS reported
    FROM attempt WHERE ended_at >= :from AND ended_at < :to
    GROUP BY grp ORDER BY %s LIMIT :limit\
    """
        .formatted(by.expression(), order);
  }

  private static UsageRow row(ResultSet rows, boolean days) throws SQLException {
    return new UsageRow(
        days ? LocalDate.ofEpochDay(rows.getLong("grp")).toString() : rows.getString("grp"),
        rows.getLong("attempts"),
        rows.getLong("failed"),
        rows.getLong("input"),
        rows.getLong("cached_input"),
        rows.getLong("output"),
        rows.getLong("reasoning"),
        BigDecimal.valueOf(rows.getLong("dollars"))
            .add(BigDecimal.valueOf(rows.getLong("nanos"), 9)),
        rows.getLong("unpriced"),
        rows.getLong("reported"));
  }
}
