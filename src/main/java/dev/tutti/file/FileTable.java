package dev.tutti.file;

import dev.tutti.chat.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The SQL of files. */
final class FileTable {
  private static final String INSERT =
      """
      INSERT INTO file (id, owner, purpose, name, bytes, created_at, expires_at)
      VALUES (:id, :owner, :purpose, :name, :bytes, :created, :expires)\
      """;

  private static final String LIVE = "(expires_at IS NULL OR expires_at > :now)";

  private static final String ONE =
      "SELECT * FROM file WHERE id = :id AND owner = :owner AND " + LIVE;

  private static final String PAGE =
      "SELECT * FROM file WHERE owner = :owner AND (:purpose = '' OR purpose = :purpose) AND "
          + LIVE;

  private static final String BEFORE =
      " AND (created_at, id) < (:at, :after) ORDER BY created_at DESC, id DESC LIMIT :limit";

  private static final String AFTER =
      " AND (created_at, id) > (:at, :after) ORDER BY created_at, id LIMIT :limit";

  private static final String DELETE = "DELETE FROM file WHERE id = :id AND owner = :owner";

  private static final String EXPIRED =
      "SELECT id FROM file WHERE expires_at <= :now ORDER BY expires_at LIMIT :most";

  private static final String DELETE_ANY = "DELETE FROM file WHERE id = :id";

  private static final String SIZE = "SELECT count(*), coalesce(sum(bytes), 0) FROM file";
  private static final String OWNER_SIZE = SIZE + " WHERE owner = :owner";

  private static final String EXISTS = "SELECT count(*) FROM file WHERE id = :id";

  private static final String KNOWN =
      "SELECT id FROM file WHERE id IN (SELECT value FROM json_each(:ids))";

  private FileTable() {}

  /** Number of files, and their bytes. */
  record Size(long files, long bytes) {}

  static void insert(Handle handle, StoredFile file) {
    handle
        .createUpdate(INSERT)
        .bind("id", file.id())
        .bind("owner", file.owner())
        .bind("purpose", file.purpose().word())
        .bind("name", file.name())
        .bind("bytes", file.bytes())
        .bind("created", file.created().toEpochMilli())
        .bind("expires", file.expiry().map(Instant::toEpochMilli).orElse(null))
        .execute();
  }

  static Optional<StoredFile> one(Handle handle, String owner, String id, Instant now) {
    return handle
        .createQuery(ONE)
        .bind("id", id)
        .bind("owner", owner)
        .bind("now", now.toEpochMilli())
        .map((rows, _) -> file(rows))
        .findOne();
  }

  /**
   * Some of an owner's files, behind one in their order.
   *
   * @param at when that one was made
   */
  static List<StoredFile> page(
      Handle handle, String owner, FileSelection selection, Instant at, Instant now) {
    return handle
        .createQuery(PAGE + (selection.oldestFirst() ? AFTER : BEFORE))
        .bind("owner", owner)
        .bind("purpose", selection.purpose())
        .bind("now", now.toEpochMilli())
        .bind("at", at.toEpochMilli())
        .bind("after", selection.after())
        .bind("limit", selection.limit() + 1)
        .map((rows, _) -> file(rows))
        .list();
  }

  /** Deletes a file; says whether it was there. */
  static boolean delete(Handle handle, String owner, String id) {
    return handle.createUpdate(DELETE).bind("id", id).bind("owner", owner).execute() > 0;
  }

  /** Deletes some that have expired; gives their ids. */
  static List<String> deleteExpired(Handle handle, Instant now, int most) {
    var expired =
        handle
            .createQuery(EXPIRED)
            .bind("now", now.toEpochMilli())
            .bind("most", most)
            .mapTo(String.class)
            .list();
    expired.forEach(id -> handle.createUpdate(DELETE_ANY).bind("id", id).execute());
    return expired;
  }

  static Size sizeOf(Handle handle, String owner) {
    return handle.createQuery(OWNER_SIZE).bind("owner", owner).map((rows, _) -> size(rows)).one();
  }

  static Size sizeOfAll(Handle handle) {
    return handle.createQuery(SIZE).map((rows, _) -> size(rows)).one();
  }

  /** Whether there is a file of this id, whoever's. */
  static boolean exists(Handle handle, String id) {
    return handle.createQuery(EXISTS).bind("id", id).mapTo(Integer.class).one() > 0;
  }

  /** Those of some ids, not none, that are files, whoever's. */
  static Set<String> known(Handle handle, List<String> ids) {
    return handle
        .createQuery(KNOWN)
        .bind("ids", Json.text(Json.valueOf(ids)))
        .mapTo(String.class)
        .set();
  }

  private static Size size(ResultSet rows) throws SQLException {
    return new Size(rows.getLong(1), rows.getLong(2));
  }

  private static StoredFile file(ResultSet rows) throws SQLException {
    long expires = rows.getLong("expires_at");
    boolean never = rows.wasNull();
    return new StoredFile(
        rows.getString("id"),
        rows.getString("owner"),
        FilePurpose.of(rows.getString("purpose")),
        rows.getString("name"),
        rows.getLong("bytes"),
        Instant.ofEpochMilli(rows.getLong("created_at")),
        never ? null : Instant.ofEpochMilli(expires));
  }
}
