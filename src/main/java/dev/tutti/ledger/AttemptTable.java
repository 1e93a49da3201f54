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

/** The SQL of attempts. */
final class AttemptTable {
  private static final String INSERT =
      """
      INSERT INTO attempt (ended_at, call_id, key_id, owner, end_user, operation, model, provider,
        upstream_model, streamed, outcome, input_tokens, cached_input_tokens, cache_write_tokens,
        audio_input_tokens, output_tokens, reasoning_tokens, audio_output_tokens, estimated, cost,
        duration, first_token, skill, cost_reported, hour_cache_write_tokens, service_tier, number,
        reason, status, price)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private AttemptTable() {}

  /**
   * Adds rows. Through JDBC itself, because this is done for every call: binding by name would take
   * most of the time, and the driver looks for generated keys after each row that is not of a
   * batch.
   */
  static void insert(Handle handle, WordIds words, List<AttemptRecord> records)
      throws SQLException {
    try (var row = handle.getConnection().prepareStatement(INSERT)) {
      for (var each : records) {
        bind(handle, words, row, each);
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  private static void bind(Handle handle, WordIds words, PreparedStatement row, AttemptRecord each)
      throws SQLException {
    var asked = each.asked();
    row.setLong(1, each.ended().toEpochMilli());
    row.setString(2, asked.call());
    row.setLong(3, words.number(handle, asked.caller().key()));
    row.setLong(4, words.number(handle, asked.caller().owner()));
    row.setLong(5, words.number(handle, asked.caller().user()));
    row.setLong(6, words.number(handle, asked.operation().wire()));
    row.setLong(7, words.number(handle, asked.model()));
    row.setLong(8, words.number(handle, each.target().provider()));
    row.setLong(9, words.number(handle, each.target().model()));
    row.setBoolean(10, asked.streamed());
    row.setLong(11, words.number(handle, each.outcome()));
    bindUsage(row, each.usage());
    switch (each.charge().cost()) {
      case Cost.Known(long nanoDollars) -> row.setLong(20, nanoDollars);
      case Cost.Unknown _ -> row.setNull(20, Types.BIGINT);
    }
    row.setLong(21, each.timing().total().toNanos() / 1_000);
    var first = each.timing().firstToken();
    if (first.isPresent()) {
      row.setLong(22, first.get().toNanos() / 1_000);
    } else {
      row.setNull(22, Types.BIGINT);
    }
    row.setLong(23, words.number(handle, asked.skill().skill()));
    row.setBoolean(24, each.charge().isReported());
    row.setLong(25, each.usage().billing().hourCacheWrite());
    row.setLong(26, words.number(handle, each.usage().billing().serviceTier()));
    row.setInt(27, each.place().number());
    row.setLong(28, words.number(handle, each.place().reason().word()));
    row.setInt(29, each.place().status());
    row.setLong(30, words.number(handle, each.charge().basis()));
  }

  private static void bindUsage(PreparedStatement row, Usage usage) throws SQLException {
    row.setLong(12, usage.input());
    row.setLong(13, usage.cachedInput());
    row.setLong(14, usage.cacheWrite());
    row.setLong(15, usage.audioInput());
    row.setLong(16, usage.output());
    row.setLong(17, usage.reasoning());
    row.setLong(18, usage.audioOutput());
    row.setBoolean(19, usage.estimated());
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
      sum(outcome IS NOT (SELECT id FROM word WHERE text = 'completed')) AS failed,
      sum(min(input_tokens, :most)) AS input,
      sum(min(cached_input_tokens, :most)) AS cached_input,
      sum(min(output_tokens, :most)) AS output, sum(min(reasoning_tokens, :most)) AS reasoning,
      coalesce(sum(cost / 1000000000), 0) AS dollars,
      coalesce(sum(cost %% 1000000000), 0) AS nanos,
      count(*) - count(cost) AS unpriced, sum(cost_reported) AS reported
    FROM attempt WHERE ended_at >= :from AND ended_at < :to
    GROUP BY %s ORDER BY %s LIMIT :limit\
    """
        .formatted(by.expression(), by.columns(), order);
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
