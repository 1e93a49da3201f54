package dev.tutti.session;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of sessions that are not lasting and that nobody has used for some time. */
final class UnusedTable {
  private static final int MOST = 200;

  /** Counts no more messages of each than tell a long one. */
  private static final String FIND =
      """
      SELECT owner, id, (SELECT count(*) FROM (
        SELECT 1 FROM message m WHERE m.owner = s.owner AND m.session_id = s.id LIMIT :counted)) AS messages,
        (SELECT coalesce(sum(bytes), 0) FROM (SELECT bytes FROM message m
          WHERE m.owner = s.owner AND m.session_id = s.id LIMIT :counted)) AS bytes
      FROM session s
      WHERE used_at < :before AND NOT lasting AND writer NOT GLOB 'parts_*'
      ORDER BY used_at LIMIT :most\
      """;

  /**
   * A session that nobody has used.
   *
   * @param messages how many it has, up to one more than are deleted at once
   * @param bytes of these
   */
  record Unused(String owner, String id, long messages, long bytes) {}

  private UnusedTable() {}

  /** Some that were not used since, those that were used first first. */
  static List<Unused> find(Handle handle, Instant before) {
    return handle
        .createQuery(FIND)
        .bind("counted", RemovalTable.ROWS + 1)
        .bind("before", before.toEpochMilli())
        .bind("most", MOST)
        .map(
            (rows, _) ->
                new Unused(
                    rows.getString("owner"),
                    rows.getString("id"),
                    rows.getLong("messages"),
                    rows.getLong("bytes")))
        .list();
  }
}
