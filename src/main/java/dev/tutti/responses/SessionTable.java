package dev.tutti.responses;

import dev.tutti.chat.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of sessions. */
final class SessionTable {
  private static final String INSERT =
      """
      INSERT INTO session (id, owner, lasting, metadata, size, created_at, used_at)
      VALUES (:id, :owner, :lasting, :metadata, :size, :at, :at)\
      """;

  private static final String CONVERSATION =
      "SELECT * FROM session WHERE id = :id AND owner = :owner AND lasting";

  private static final String USE = "UPDATE session SET used_at = :at WHERE id = :id";

  private static final String DESCRIBE =
      """
      UPDATE session SET metadata = :metadata, size = :size
      WHERE id = :id AND owner = :owner AND lasting\
      """;

  private static final String DELETE =
      "DELETE FROM session WHERE id = :id AND owner = :owner AND lasting";

  private static final String DELETE_EMPTY =
      """
      DELETE FROM session WHERE id = :id AND NOT lasting
        AND NOT EXISTS (SELECT 1 FROM response WHERE session_id = :id)\
      """;

  private static final String DELETE_UNUSED =
      """
      DELETE FROM session WHERE id IN (
        SELECT id FROM session WHERE used_at < :before AND NOT lasting LIMIT :most)\
      """;

  private SessionTable() {}

  /** Adds the session of responses that follow one another. */
  static void insertPassing(Handle handle, String id, String owner, Instant at) {
    insert(handle, new StoredConversation(id, at, Json.object()), owner, false);
  }

  /** Adds a conversation. */
  static void insertLasting(Handle handle, StoredConversation conversation, String owner) {
    insert(handle, conversation, owner, true);
  }

  private static void insert(
      Handle handle, StoredConversation session, String owner, boolean lasting) {
    handle
        .createUpdate(INSERT)
        .bind("id", session.id())
        .bind("owner", owner)
        .bind("lasting", lasting)
        .bind("metadata", Json.text(session.metadata()))
        .bind("size", size(session.metadata()))
        .bind("at", session.created().toEpochMilli())
        .execute();
  }

  static Optional<StoredConversation> conversation(Handle handle, String owner, String id) {
    return handle
        .createQuery(CONVERSATION)
        .bind("id", id)
        .bind("owner", owner)
        .map((rows, _) -> conversation(rows))
        .findOne();
  }

  private static StoredConversation conversation(ResultSet rows) throws SQLException {
    return new StoredConversation(
        rows.getString("id"),
        Instant.ofEpochMilli(rows.getLong("created_at")),
        (ObjectNode) Json.tree(rows.getString("metadata")));
  }

  /** The length of metadata as it is kept. */
  static long size(ObjectNode metadata) {
    return Json.text(metadata).length();
  }

  static void use(Handle handle, String id, Instant at) {
    handle.createUpdate(USE).bind("id", id).bind("at", at.toEpochMilli()).execute();
  }

  /** Gives a conversation other metadata; says whether it is there. */
  static boolean describe(Handle handle, String owner, String id, ObjectNode metadata) {
    return handle
            .createUpdate(DESCRIBE)
            .bind("metadata", Json.text(metadata))
            .bind("size", size(metadata))
            .bind("id", id)
            .bind("owner", owner)
            .execute()
        > 0;
  }

  /** Removes a conversation with all that is in it; says whether it was there. */
  static boolean delete(Handle handle, String owner, String id) {
    return handle.createUpdate(DELETE).bind("id", id).bind("owner", owner).execute() > 0;
  }

  /** Removes a session whose last response has gone. */
  static void deleteEmpty(Handle handle, String id) {
    handle.createUpdate(DELETE_EMPTY).bind("id", id).execute();
  }

  /** Removes some sessions that were not used since; says how many. */
  static int deleteUnused(Handle handle, Instant before, int most) {
    return handle
        .createUpdate(DELETE_UNUSED)
        .bind("before", before.toEpochMilli())
        .bind("most", most)
        .execute();
  }
}
