package dev.tutti.skill.load;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of revisions. */
final class SkillRevisionTable {
  private static final String INSERT =
      """
      INSERT INTO skill_revision (skill, version, digest, texts, created_at)
      VALUES (:skill, :version, :digest, :texts, max(:at, (
        SELECT coalesce(max(created_at), 0) + 1 FROM skill_revision
        WHERE skill = :skill AND version = :version)))
      ON CONFLICT (skill, version, digest) DO UPDATE SET created_at = excluded.created_at\
      """;

  private static final String IDS =
      """
      SELECT skill, version, digest FROM skill_revision
      ORDER BY created_at DESC, version, digest\
      """;

  private static final String TEXTS =
      """
      SELECT texts FROM skill_revision
      WHERE skill = :skill AND version = :version AND digest = :digest\
      """;

  private static final String DELETE =
      """
      DELETE FROM skill_revision
      WHERE skill = :skill AND version = :version AND digest = :digest\
      """;

  private static final String KEPT =
      """
      SELECT version, digest, created_at FROM skill_revision WHERE skill = :skill
      ORDER BY created_at DESC, version, digest LIMIT :limit\
      """;

  private static final String NEWEST =
      """
      SELECT skill, version, digest FROM skill_revision
      WHERE skill = :skill AND version = :version ORDER BY created_at DESC LIMIT 1\
      """;

  private SkillRevisionTable() {}

  /** A skill's, the newest first. */
  static List<StoredRevision> kept(Handle handle, String skill, int limit) {
    return handle
        .createQuery(KEPT)
        .bind("skill", skill)
        .bind("limit", limit)
        .map(
            (rows, _) -> {
              var version = rows.getString("version");
              var id = new SkillRevisionId(skill, version, rows.getString("digest"));
              var at = Instant.ofEpochMilli(rows.getLong("created_at"));
              return new StoredRevision(version, id.revision(), at);
            })
        .list();
  }

  /** The newest of a version. */
  static Optional<SkillRevisionId> newest(Handle handle, String skill, String version) {
    return handle
        .createQuery(NEWEST)
        .bind("skill", skill)
        .bind("version", version)
        .map((rows, _) -> id(rows))
        .findOne();
  }

  private static SkillRevisionId id(ResultSet rows) throws SQLException {
    return new SkillRevisionId(
        rows.getString("skill"), rows.getString("version"), rows.getString("digest"));
  }

  /** Enters a revision as the newest of its version, whatever the clock says. */
  static void put(Handle handle, SkillRevisionId id, String texts, Instant at) {
    handle
        .createUpdate(INSERT)
        .bind("skill", id.skill())
        .bind("version", id.version())
        .bind("digest", id.digest())
        .bind("texts", texts)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /** All of them, the newest first. */
  static List<SkillRevisionId> ids(Handle handle) {
    return handle.createQuery(IDS).map((rows, _) -> id(rows)).list();
  }

  static Optional<String> texts(Handle handle, SkillRevisionId id) {
    return handle
        .createQuery(TEXTS)
        .bind("skill", id.skill())
        .bind("version", id.version())
        .bind("digest", id.digest())
        .mapTo(String.class)
        .findOne();
  }

  static void delete(Handle handle, SkillRevisionId id) {
    handle
        .createUpdate(DELETE)
        .bind("skill", id.skill())
        .bind("version", id.version())
        .bind("digest", id.digest())
        .execute();
  }
}
