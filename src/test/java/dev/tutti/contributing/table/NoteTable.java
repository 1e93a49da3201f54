package dev.tutti.contributing.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of notes. */
final class NoteTable {
  private static final String INSERT =
      """
      INSERT INTO note (id, owner, noted_at, body)
      SELECT coalesce(max(id), 0) + 1, :owner, :at, :text FROM note\
      """;

  private static final String NEWEST =
      "SELECT * FROM note WHERE owner = :owner ORDER BY id DESC LIMIT :limit";

  private static final String DELETE_OLDER =
      """
      DELETE FROM note WHERE owner = :owner AND id <=
        (SELECT id FROM note WHERE owner = :owner ORDER BY id DESC LIMIT 1 OFFSET :most)\
      """;

  private NoteTable() {}

  static void insert(Handle handle, Note note) {
    handle
        .createUpdate(INSERT)
        .bind("owner", note.owner())
        .bind("at", note.at().toEpochMilli())
        .bind("text", note.text())
        .execute();
  }

  /** Leaves an owner the newest ones; nothing happens where there are no more. */
  static void deleteOlder(Handle handle, String owner, int most) {
    handle.createUpdate(DELETE_OLDER).bind("owner", owner).bind("most", most).execute();
  }

  static List<Note> newest(Handle handle, String owner, int limit) {
    return handle
        .createQuery(NEWEST)
        .bind("owner", owner)
        .bind("limit", limit)
        .map((rows, _) -> note(rows))
        .list();
  }

  private static Note note(ResultSet rows) throws SQLException {
    return new Note(
        rows.getString("owner"),
        Instant.ofEpochMilli(rows.getLong("noted_at")),
        rows.getString("body"));
  }
}
