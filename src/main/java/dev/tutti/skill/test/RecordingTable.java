package dev.tutti.skill.test;

import dev.tutti.chat.Json;
import dev.tutti.store.ErasedSessions;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of recorded executions. */
final class RecordingTable {
  /** Writes nothing of an execution that began before its session, by either name, was erased. */
  private static final String PUT =
      """
      INSERT INTO skill_recording
        (id, skill, version, revision, recorded_at, outcome, size, body, owner, session)
      SELECT :id, :skill, :version, :revision, :began, :outcome, :size, :body, :owner, :session
      WHERE %s
      ON CONFLICT (id) DO NOTHING\
      """
          .formatted(ErasedSessions.NOT_ERASED);

  private static final String TRIM =
      """
      DELETE FROM skill_recording WHERE id IN (
        SELECT id FROM (
          SELECT id, row_number() OVER (ORDER BY recorded_at DESC, id) AS place
          FROM skill_recording) AS placed
        WHERE place > :most)\
      """;

  private static final String NEWEST =
      """
      SELECT id, skill, version, revision, recorded_at, outcome, size FROM skill_recording
      WHERE skill = :skill ORDER BY recorded_at DESC, id LIMIT :limit\
      """;

  private static final String FIND =
      "SELECT body FROM skill_recording WHERE id = :id AND skill = :skill";

  private RecordingTable() {}

  /**
   * Writes a recording, unless its session was erased meanwhile; the oldest ones go when there are
   * more than {@code most}.
   */
  static void put(Handle handle, Recording recording, byte[] body, int most) {
    handle
        .createUpdate(PUT)
        .bind("id", recording.id())
        .bind("skill", recording.skill())
        .bind("version", recording.version())
        .bind("revision", recording.revision())
        .bind("began", recording.at().toEpochMilli())
        .bind("outcome", recording.outcome())
        .bind("size", (long) body.length)
        .bind("body", new String(body, StandardCharsets.UTF_8))
        .bind("owner", recording.caller().owner())
        .bind("user", recording.caller().user())
        .bind("session", recording.caller().session())
        .execute();
    handle.createUpdate(TRIM).bind("most", most).execute();
  }

  static List<Recordings.RecordingEntry> newest(Handle handle, String skill, int limit) {
    return handle
        .createQuery(NEWEST)
        .bind("skill", skill)
        .bind("limit", limit)
        .map((rows, _) -> listed(rows))
        .list();
  }

  private static Recordings.RecordingEntry listed(ResultSet rows) throws SQLException {
    return new Recordings.RecordingEntry(
        rows.getString("id"),
        Instant.ofEpochMilli(rows.getLong("recorded_at")),
        rows.getString("version"),
        rows.getString("revision"),
        rows.getString("outcome"),
        rows.getLong("size"));
  }

  static Optional<Recording> find(Handle handle, String skill, String id) {
    return handle
        .createQuery(FIND)
        .bind("id", id)
        .bind("skill", skill)
        .mapTo(String.class)
        .findFirst()
        .map(text -> Recording.read(Json.tree(text)));
  }
}
