package dev.tutti.character;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of characters. */
final class CharacterTable {
  private static final String INSERT =
      """
      INSERT INTO character (id, owner, name, kind, version, bytes, created_at, file, source)
      VALUES (:id, :owner, :name, :kind, :version, :bytes, :created, :file, :source)\
      """;
  private static final String UPDATE =
      """
      UPDATE character SET name = :name, version = :version, bytes = :bytes, file = :file
      WHERE id = :id AND owner = :owner AND file = :before\
      """;
  private static final String COLUMNS = "id, name, kind, version, bytes, created_at";
  private static final String OWN = " FROM character WHERE id = :id AND owner = :owner";
  private static final String NAMED =
      " FROM character WHERE owner = :owner AND kind = 'card' AND (id = :name OR name = :name)"
          + " ORDER BY id = :name DESC, rowid DESC LIMIT 1";
  private static final String PAGE =
      "SELECT "
          + COLUMNS
          + " FROM character WHERE owner = :owner AND (:after = '' OR rowid <"
          + " (SELECT rowid FROM character WHERE id = :after AND owner = :owner))"
          + " ORDER BY rowid DESC LIMIT :limit";
  private static final String SIZE =
      "SELECT count(*) AS characters, coalesce(sum(bytes + length(source)), 0) AS bytes FROM"
          + " character WHERE owner = :owner";

  private CharacterTable() {}

  /** Number of characters, and the bytes of their files. */
  record Kept(long characters, long bytes) {}

  static void insert(
      Handle handle, String owner, StoredCharacter each, byte[] file, String source) {
    handle
        .createUpdate(INSERT)
        .bind("id", each.id())
        .bind("owner", owner)
        .bind("name", each.name())
        .bind("kind", each.kind())
        .bind("version", each.version())
        .bind("bytes", each.bytes())
        .bind("created", each.created().toEpochMilli())
        .bind("file", file)
        .bind("source", source)
        .execute();
  }

  /** Puts a file in the place of another one; says whether that was still there. */
  static boolean update(
      Handle handle, String owner, StoredCharacter each, byte[] file, byte[] before) {
    return handle
            .createUpdate(UPDATE)
            .bind("id", each.id())
            .bind("owner", owner)
            .bind("name", each.name())
            .bind("version", each.version())
            .bind("bytes", each.bytes())
            .bind("file", file)
            .bind("before", before)
            .execute()
        > 0;
  }

  static Optional<String> source(Handle handle, String owner, String id) {
    return handle
        .createQuery("SELECT source" + OWN)
        .bind("id", id)
        .bind("owner", owner)
        .mapTo(String.class)
        .findOne();
  }

  static Optional<StoredCharacter> one(Handle handle, String owner, String id) {
    return handle
        .createQuery("SELECT " + COLUMNS + OWN)
        .bind("id", id)
        .bind("owner", owner)
        .map((rows, _) -> character(rows))
        .findOne();
  }

  static Optional<byte[]> file(Handle handle, String owner, String id) {
    return handle
        .createQuery("SELECT file" + OWN)
        .bind("id", id)
        .bind("owner", owner)
        .map((rows, _) -> rows.getBytes("file"))
        .findOne();
  }

  static Optional<byte[]> named(Handle handle, String owner, String name) {
    return handle
        .createQuery("SELECT file" + NAMED)
        .bind("owner", owner)
        .bind("name", name)
        .map((rows, _) -> rows.getBytes("file"))
        .findOne();
  }

  static Optional<StoredCharacter> called(Handle handle, String owner, String name) {
    return handle
        .createQuery("SELECT " + COLUMNS + NAMED)
        .bind("owner", owner)
        .bind("name", name)
        .map((rows, _) -> character(rows))
        .findOne();
  }

  static List<StoredCharacter> page(Handle handle, String owner, String after, int limit) {
    return handle
        .createQuery(PAGE)
        .bind("owner", owner)
        .bind("after", after)
        .bind("limit", limit)
        .map((rows, _) -> character(rows))
        .list();
  }

  static boolean delete(Handle handle, String owner, String id) {
    return handle.createUpdate("DELETE" + OWN).bind("id", id).bind("owner", owner).execute() > 0;
  }

  static Kept kept(Handle handle, String owner) {
    return handle
        .createQuery(SIZE)
        .bind("owner", owner)
        .map((rows, _) -> new Kept(rows.getLong("characters"), rows.getLong("bytes")))
        .one();
  }

  private static StoredCharacter character(ResultSet rows) throws SQLException {
    return new StoredCharacter(
        rows.getString("id"),
        rows.getString("name"),
        rows.getString("kind"),
        rows.getString("version"),
        rows.getLong("bytes"),
        Instant.ofEpochMilli(rows.getLong("created_at")));
  }
}
