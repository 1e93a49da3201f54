package dev.tutti.ledger;

import dev.tutti.chat.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The SQL of what the calls of sessions used. */
final class SessionUsageTable {
  /**
   * A view is a step of the call's way, which is JSON of the call's own wherever there is one. The
   * index of sessions has those only that are not empty.
   */
  private static final String USAGE =
      """
      SELECT session, count(*) AS calls, sum(input_tokens) AS input, sum(output_tokens) AS output,
        sum(cost) AS cost, sum(unpriced) AS unpriced,
        sum(saved_tokens + CASE
          WHEN typeof(decision) = 'text' AND instr(decision, '"step":"view"') > 0 THEN (
            SELECT coalesce(sum(max(0, value ->> 'tokens_full' - value ->> 'tokens')), 0)
            FROM json_each(call.decision) WHERE value ->> 'step' = 'view')
          ELSE 0 END) AS saved
      FROM call WHERE session IN (SELECT value FROM json_each(:sessions)) AND session <> ''
        AND owner = (SELECT id FROM word WHERE text = :owner)
      GROUP BY session\
      """;

  private SessionUsageTable() {}

  /** One session and its usage. */
  private record Row(String session, SessionUsage usage) {}

  /** Usage of those of an owner's sessions that have calls, by their ids. */
  static Map<String, SessionUsage> of(Handle handle, String owner, List<String> sessions) {
    if (sessions.isEmpty()) {
      return Map.of();
    }
    return handle
        .createQuery(USAGE)
        .bind("sessions", Json.text(Json.valueOf(sessions)))
        .bind("owner", owner)
        .map((rows, _) -> row(rows))
        .collect(Collectors.toMap(Row::session, Row::usage));
  }

  private static Row row(ResultSet rows) throws SQLException {
    return new Row(
        rows.getString("session"),
        new SessionUsage(
            rows.getLong("calls"),
            rows.getLong("input"),
            rows.getLong("output"),
            rows.getLong("cost"),
            rows.getLong("unpriced"),
            rows.getLong("saved")));
  }
}
