package dev.tutti.skill.run;

import dev.tutti.ledger.Cost;
import dev.tutti.skill.run.SkillRecords.ExecutionRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The SQL of the records of executions. */
final class SkillRecordTable {
  private static final String INSERT =
      """
      INSERT INTO skill_execution (number, skill, version, revision, ended_at, code, flags, took_ns,
        tokens, saved, nano_usd)
      VALUES (:number, :skill, :version, :revision, :at, :code, :flags, :took, :tokens, :saved, :usd)
      ON CONFLICT (number) DO NOTHING\
      """;

  private static final String SINCE =
      "SELECT * FROM skill_execution WHERE ended_at >= :from ORDER BY number";

  private static final String LAST = "SELECT coalesce(max(number), 0) FROM skill_execution";

  private static final String DELETE_OLD = "DELETE FROM skill_execution WHERE ended_at < :before";

  private static final String DELETE_MORE =
      """
      DELETE FROM skill_execution WHERE skill = :skill AND version = :version AND number < :first\
      """;

  private SkillRecordTable() {}

  /** A record with its number and whose it is. */
  record Row(long number, SkillRecords.Key key, ExecutionRecord done) {}

  /** Writes records; those that are there already, as of a write whose end is unknown, stay. */
  static void insert(Handle handle, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    var batch = handle.prepareBatch(INSERT);
    for (var row : rows) {
      var done = row.done;
      batch
          .bind("number", row.number)
          .bind("skill", row.key.skill())
          .bind("version", row.key.version())
          .bind("revision", done.revision())
          .bind("at", done.at().toEpochMilli())
          .bind("code", done.code())
          .bind("flags", flags(done))
          .bind("took", done.time().toNanos())
          .bind("tokens", done.tokens())
          .bind("saved", done.saved())
          .bind("usd", done.cost() instanceof Cost.Known known ? known.nanoDollars() : null)
          .add();
    }
    batch.execute();
  }

  private static String flags(ExecutionRecord done) {
    var flags = new ArrayList<String>();
    var all =
        Map.of(
            "failed", done.failed(),
            "invalid", done.invalid(),
            "degraded", done.degraded(),
            "follow_up", done.followUp(),
            "cached", done.cached());
    all.forEach(
        (word, holds) -> {
          if (holds) {
            flags.add(word);
          }
        });
    return String.join(" ", flags);
  }

  /**
   * Deletes what is not kept any more.
   *
   * @param firsts the smallest number that is kept of each version
   */
  static void trim(Handle handle, Map<SkillRecords.Key, Long> firsts, Instant before) {
    handle.createUpdate(DELETE_OLD).bind("before", before.toEpochMilli()).execute();
    firsts.forEach(
        (key, first) ->
            handle
                .createUpdate(DELETE_MORE)
                .bind("skill", key.skill())
                .bind("version", key.version())
                .bind("first", first)
                .execute());
  }

  /** The executions that ended since a time, in the order of the numbers. */
  static List<Row> since(Handle handle, Instant from) {
    return handle
        .createQuery(SINCE)
        .bind("from", from.toEpochMilli())
        .map((rows, _) -> row(rows))
        .list();
  }

  private static Row row(ResultSet rows) throws SQLException {
    var flags = Set.of(rows.getString("flags").split(" "));
    long nanos = rows.getLong("nano_usd");
    var cost = rows.wasNull() ? Cost.UNKNOWN : new Cost.Known(nanos);
    var done =
        new ExecutionRecord(
            Instant.ofEpochMilli(rows.getLong("ended_at")),
            rows.getString("revision"),
            rows.getString("code"),
            flags.contains("failed"),
            flags.contains("invalid"),
            flags.contains("degraded"),
            flags.contains("follow_up"),
            flags.contains("cached"),
            Duration.ofNanos(rows.getLong("took_ns")),
            rows.getLong("tokens"),
            rows.getLong("saved"),
            cost);
    return new Row(
        rows.getLong("number"),
        new SkillRecords.Key(rows.getString("skill"), rows.getString("version")),
        done);
  }

  /** The greatest number, 0 when there is none. */
  static long last(Handle handle) {
    return handle.createQuery(LAST).mapTo(Long.class).one();
  }
}
