package dev.tutti.skill.release;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of what is laid over releases, and of what was given when. */
final class SkillReleaseTable {
  private static final String PUT =
      """
      INSERT INTO skill_release (skill, json, changed_at, changed_by)
      VALUES (:skill, :json, :at, :by)
      ON CONFLICT (skill) DO UPDATE SET json = excluded.json, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by\
      """;

  private static final String DELETE = "DELETE FROM skill_release WHERE skill = :skill";

  private static final String ALL = "SELECT skill, json, changed_at, changed_by FROM skill_release";

  private static final String STAND =
      """
      INSERT INTO skill_standing (skill, number, revision, since)
      SELECT :skill, coalesce(max(number), 0) + 1, :revision, :at FROM skill_standing
      WHERE skill = :skill\
      """;

  private static final String FORGET =
      """
      DELETE FROM skill_standing WHERE skill = :skill AND number <= (
        SELECT max(number) FROM skill_standing WHERE skill = :skill) - :most\
      """;

  private static final String STOOD =
      "SELECT skill, revision FROM skill_standing ORDER BY skill, number";

  private SkillReleaseTable() {}

  /** Overlay on the release of a skill, as JSON. */
  record Row(String skill, String json, Instant at, String by) {}

  /** Revision that was given to everybody who asked for nothing else. */
  record Standing(String skill, String revision) {}

  static void put(Handle handle, Row row) {
    handle
        .createUpdate(PUT)
        .bind("skill", row.skill)
        .bind("json", row.json)
        .bind("at", row.at.toEpochMilli())
        .bind("by", row.by)
        .execute();
  }

  static void delete(Handle handle, String skill) {
    handle.createUpdate(DELETE).bind("skill", skill).execute();
  }

  static List<Row> all(Handle handle) {
    return handle
        .createQuery(ALL)
        .map(
            (rows, _) ->
                new Row(
                    rows.getString("skill"),
                    rows.getString("json"),
                    Instant.ofEpochMilli(rows.getLong("changed_at")),
                    rows.getString("changed_by")))
        .list();
  }

  /** Adds rows, and forgets all but the newest of each skill. */
  static void stand(Handle handle, List<Standing> all, Instant at, int most) {
    for (var each : all) {
      handle
          .createUpdate(STAND)
          .bind("skill", each.skill)
          .bind("revision", each.revision)
          .bind("at", at.toEpochMilli())
          .execute();
      handle.createUpdate(FORGET).bind("skill", each.skill).bind("most", most).execute();
    }
  }

  /** The versions that were given to everybody, the oldest first. */
  static List<Standing> stood(Handle handle) {
    return handle
        .createQuery(STOOD)
        .map((rows, _) -> new Standing(rows.getString("skill"), rows.getString("revision")))
        .list();
  }
}
