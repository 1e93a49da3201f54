package dev.tutti.ledger;

import dev.tutti.chat.Usage;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of what attempts used. */
final class AttemptTable {
  private AttemptTable() {}

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
