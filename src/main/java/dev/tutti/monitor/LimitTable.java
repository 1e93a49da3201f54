package dev.tutti.monitor;

import dev.tutti.chat.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The SQL of how full limits were. */
final class LimitTable {
  private static final String INSERT =
      """
      REPLACE INTO limit_sample (at, kind, subject, most, used, waiting, looks, full)
      VALUES (:at, :kind, :subject, :most, :used, :waiting, :looks, :full)\
      """;

  private static final String SAMPLES =
      """
      SELECT kind, subject, min(most) AS lowest, max(most) AS highest, max(used) AS used,
        max(CAST(used AS REAL) / most) AS share, max(waiting) AS waiting,
        CAST(sum(full) AS REAL) / (
          SELECT max(1, sum(looks)) FROM limit_sample
          WHERE kind = '' AND at > :from AND at <= :to) AS saturated
      FROM limit_sample
      WHERE kind IN (SELECT value FROM json_each(:kinds)) AND at > :from AND at <= :to
      GROUP BY kind, subject ORDER BY share DESC, saturated DESC, kind, subject LIMIT :limit\
      """;

  private static final String POINTS =
      """
      SELECT kind, subject, (at - :from - 1) / :length AS part,
        min(most) AS most, max(used) AS used, max(CAST(used AS REAL) / most) AS share
      FROM limit_sample
      WHERE (kind, subject) IN (SELECT value ->> 0, value ->> 1 FROM json_each(:limits))
        AND at > :from AND at <= :to
      GROUP BY kind, subject, part ORDER BY part\
      """;

  private LimitTable() {}

  /**
   * Writes what looks have found.
   *
   * @param looks how many there were
   */
  static void insert(Handle handle, Instant at, int looks, List<LimitTally> tallies) {
    var batch = handle.prepareBatch(INSERT);
    batch
        .bind("at", at.toEpochMilli())
        .bind("kind", "")
        .bind("subject", "")
        .bind("most", 0L)
        .bind("used", 0L)
        .bind("waiting", 0L)
        .bind("looks", (long) looks)
        .bind("full", 0L)
        .add();
    for (var each : tallies) {
      batch
          .bind("at", at.toEpochMilli())
          .bind("kind", each.last().kind().word())
          .bind("subject", each.last().subject())
          .bind("most", each.last().most())
          .bind("used", each.used())
          .bind("waiting", each.waiting())
          .bind("looks", (long) each.looks())
          .bind("full", (long) each.full())
          .add();
    }
    batch.execute();
  }

  /** Deletes those before a time; answers how many. */
  static int delete(Handle handle, Instant before) {
    return handle.execute("DELETE FROM limit_sample WHERE at < ?", before.toEpochMilli());
  }

  static LimitHistory history(Handle handle, LimitQuery query) {
    var samples =
        handle
            .createQuery(SAMPLES)
            .bind("from", query.from().toEpochMilli())
            .bind("to", query.to().toEpochMilli())
            .bind("kinds", Json.text(Json.valueOf(words(query.kinds()))))
            .bind("limit", query.most())
            .map((rows, _) -> sample(rows))
            .list();
    var points =
        handle
            .createQuery(POINTS)
            .bind("from", query.from().toEpochMilli())
            .bind("to", query.to().toEpochMilli())
            .bind("limits", Json.text(Json.valueOf(names(samples))))
            .bind("length", query.step().toMillis())
            .map((rows, _) -> point(rows))
            .list();
    return new LimitHistory(samples, points);
  }

  private static List<String> words(Set<LimitKind> kinds) {
    return kinds.stream().map(LimitKind::word).toList();
  }

  private static List<List<String>> names(List<LimitSample> samples) {
    return samples.stream().map(each -> List.of(each.kind().word(), each.subject())).toList();
  }

  private static LimitSample sample(ResultSet rows) throws SQLException {
    return new LimitSample(
        LimitKind.of(rows.getString("kind")),
        rows.getString("subject"),
        rows.getLong("lowest"),
        rows.getLong("highest"),
        rows.getLong("used"),
        rows.getDouble("share"),
        rows.getLong("waiting"),
        rows.getDouble("saturated"));
  }

  private static LimitHistory.Point point(ResultSet rows) throws SQLException {
    return new LimitHistory.Point(
        LimitKind.of(rows.getString("kind")),
        rows.getString("subject"),
        rows.getInt("part"),
        rows.getLong("most"),
        rows.getLong("used"),
        rows.getDouble("share"));
  }
}
