package dev.tutti.context.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of what calls send of conversations. */
final class CallContextTable {
  private static final String INSERT =
      """
      INSERT OR IGNORE INTO call_context
        (call_id, ended_at, owner, session, skill, tokens_sent, tokens_full, cost_saved, follow_up)
      VALUES (:call, :at, :owner, :session, :skill, :sent, :full, :saved, :decision)\
      """;

  private static final String DELETE_OLDER =
      """
      DELETE FROM call_context WHERE call_id IN
        (SELECT call_id FROM call_context WHERE ended_at < :oldest ORDER BY ended_at LIMIT 1000)\
      """;

  /**
   * Views, lighter prompts of skills without one, and summaries. What a lighter prompt has saved is
   * in the call's own row; an answer of the cache or of another call is no lighter prompt.
   */
  private static final String ROWS =
      """
      WITH part AS (
        SELECT %1$s AS part_group, 1 AS calls, x.tokens_sent AS sent, x.tokens_full AS total,
          x.cost_saved AS saved, 0 AS cost, x.follow_up = 'follow_up' AS followed,
          x.follow_up <> '' AS decided
        FROM call_context x WHERE x.ended_at >= :from AND x.ended_at < :to
        UNION ALL
        SELECT %2$s, 1, c.input_tokens, c.input_tokens + c.saved_tokens, c.saved_cost, 0, 0, 0
        FROM call c WHERE c.started_at / 4000 BETWEEN :from / 4000 AND :to / 4000
          AND c.started_at >= :from AND c.started_at < :to
          AND c.saved_tokens > 0 AND c.input_tokens > 0 AND c.coalesced = 0
          AND c.skill IN (SELECT w.id FROM word w WHERE w.text <> '')
          AND NOT EXISTS (SELECT 1 FROM call_context y WHERE y.call_id = c.call_id)
        UNION ALL
        SELECT %2$s, 0, 0, 0, 0, c.cost, 0, 0
        FROM call c WHERE c.started_at / 4000 BETWEEN :from / 4000 AND :to / 4000
          AND c.started_at >= :from AND c.started_at < :to
          AND c.endpoint IN (SELECT w.id FROM word w WHERE w.text = :summary)
      )
      SELECT part_group, sum(calls) AS calls, sum(sent) AS sent, sum(total) AS total,
        sum(saved) AS saved, sum(cost) AS cost, sum(followed) AS followed, sum(decided) AS decided
      FROM part GROUP BY part_group ORDER BY %3$s LIMIT :limit\
      """;

  private CallContextTable() {}

  static void insert(Handle handle, List<ContextRow> rows) {
    var batch = handle.prepareBatch(INSERT);
    for (var row : rows) {
      batch
          .bind("call", row.call())
          .bind("at", row.ended().toEpochMilli())
          .bind("owner", row.owner())
          .bind("session", row.session())
          .bind("skill", row.skill())
          .bind("sent", row.sent())
          .bind("full", row.full())
          .bind("saved", row.costSaved())
          .bind("decision", row.followUp())
          .add();
    }
    batch.execute();
  }

  static int deleteOlder(Handle handle, Instant oldest) {
    return handle.createUpdate(DELETE_OLDER).bind("oldest", oldest.toEpochMilli()).execute();
  }

  static List<ContextSavings> savings(
      Handle handle, ContextGrouping by, Instant from, Instant to, int limit) {
    var sql =
        switch (by) {
          case SESSION -> ROWS.formatted("x.session", "c.session", "total - sent DESC, part_group");
          case SKILL ->
              ROWS.formatted(
                  "x.skill",
                  "(SELECT w.text FROM word w WHERE w.id = c.skill)",
                  "total - sent DESC, part_group");
          case DAY ->
              ROWS.formatted(
                  "date(x.ended_at / 1000, 'unixepoch')",
                  "date(c.started_at / 1000, 'unixepoch')",
                  "part_group");
        };
    return handle
        .createQuery(sql)
        .bind("from", from.toEpochMilli())
        .bind("to", to.toEpochMilli())
        .bind("summary", ContextRecorder.SUMMARY)
        .bind("limit", limit)
        .map((rows, _) -> savings(rows))
        .list();
  }

  private static ContextSavings savings(ResultSet rows) throws SQLException {
    var group = rows.getString("part_group");
    return new ContextSavings(
        group == null ? "" : group,
        rows.getLong("calls"),
        rows.getLong("sent"),
        rows.getLong("total"),
        rows.getLong("saved"),
        rows.getLong("cost"),
        rows.getLong("followed"),
        rows.getLong("decided"));
  }
}
