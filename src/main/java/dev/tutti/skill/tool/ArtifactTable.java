package dev.tutti.skill.tool;

import dev.tutti.skill.api.Artifact;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of artifacts; those of an erased session have expired at 0. */
final class ArtifactTable {
  private static final String INSERT =
      """
      INSERT INTO artifact (id, execution, owner, skill, name, type, bytes, sha256, created_at,
        expires_at)
      VALUES (:id, :execution, :owner, :skill, :name, :type, :bytes, :sha256, :created, :expires)\
      """;

  private static final String OF_EXECUTION =
      """
      SELECT * FROM artifact
      WHERE owner = :owner AND execution = :execution AND expires_at > 0
      ORDER BY created_at, id LIMIT 1000\
      """;

  private static final String ONE =
      "SELECT * FROM artifact WHERE owner = :owner AND id = :id AND expires_at > 0";

  private static final String EXPIRED =
      "SELECT id FROM artifact WHERE expires_at < :now ORDER BY expires_at LIMIT :most";

  private static final String DELETE = "DELETE FROM artifact WHERE id = :id";

  private static final String BYTES = "SELECT coalesce(sum(bytes), 0) FROM artifact";
  private static final String OWNER_BYTES = BYTES + " WHERE owner = :owner";

  private ArtifactTable() {}

  static void insert(Handle handle, Artifact artifact) {
    handle
        .createUpdate(INSERT)
        .bind("id", artifact.id())
        .bind("execution", artifact.execution())
        .bind("owner", artifact.owner())
        .bind("skill", artifact.skill())
        .bind("name", artifact.name())
        .bind("type", artifact.type())
        .bind("bytes", artifact.bytes())
        .bind("sha256", artifact.sha256())
        .bind("created", artifact.created().toEpochMilli())
        .bind("expires", artifact.expires().toEpochMilli())
        .execute();
  }

  static List<Artifact> ofExecution(Handle handle, String owner, String execution) {
    return handle
        .createQuery(OF_EXECUTION)
        .bind("owner", owner)
        .bind("execution", execution)
        .map((rows, _) -> artifact(rows))
        .list();
  }

  static Optional<Artifact> one(Handle handle, String owner, String id) {
    return handle
        .createQuery(ONE)
        .bind("owner", owner)
        .bind("id", id)
        .map((rows, _) -> artifact(rows))
        .findOne();
  }

  static List<String> expired(Handle handle, Instant now, int most) {
    return handle
        .createQuery(EXPIRED)
        .bind("now", now.toEpochMilli())
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  /** The size of all of them together. */
  static long bytes(Handle handle) {
    return handle.createQuery(BYTES).mapTo(Long.class).one();
  }

  /** The size of those of an owner together. */
  static long bytes(Handle handle, String owner) {
    return handle.createQuery(OWNER_BYTES).bind("owner", owner).mapTo(Long.class).one();
  }

  static void delete(Handle handle, String id) {
    handle.createUpdate(DELETE).bind("id", id).execute();
  }

  private static Artifact artifact(ResultSet rows) throws SQLException {
    return new Artifact(
        rows.getString("id"),
        rows.getString("execution"),
        rows.getString("owner"),
        rows.getString("skill"),
        rows.getString("name"),
        rows.getString("type"),
        rows.getLong("bytes"),
        rows.getString("sha256"),
        Instant.ofEpochMilli(rows.getLong("created_at")),
        Instant.ofEpochMilli(rows.getLong("expires_at")));
  }
}
