package dev.tutti.memory.session;

import dev.tutti.chat.Json;
import dev.tutti.memory.api.MessageRows;
import dev.tutti.memory.api.Provenance;
import dev.tutti.memory.api.RecallRow;
import dev.tutti.session.SessionTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.databind.node.ObjectNode;

/**
 * The SQL that reads sessions' messages for the memory, but of those that nobody sees. The order of
 * writing over all sessions is that of SQLite's own row ids, which every index ends with.
 */
public final class SessionMessageTable implements MessageRows {
  private static final String SEEN = " AND session_id NOT IN (" + SessionTable.HIDDEN + ")";

  private static final String OF_USER = " FROM message WHERE owner = :owner AND end_user = :user";

  /** Reads an index only, which has no sessions. */
  private static final String EXTENT =
      "SELECT count(*) AS messages, coalesce(max(rowid), 0) AS newest" + OF_USER;

  private static final String ID = "SELECT id FROM message WHERE rowid = :row";

  private static final String COLUMNS =
      "SELECT rowid AS place, session_id, id, created_at, metadata, body";

  private static final String AFTER =
      COLUMNS + OF_USER + SEEN + " AND rowid > :row ORDER BY rowid LIMIT :limit";

  private static final String NAMED =
      COLUMNS + OF_USER + SEEN + " AND rowid IN (SELECT value FROM json_each(:rows))";

  private static final String OF_SESSION =
      " FROM message WHERE owner = :owner AND session_id = :session" + SEEN;

  private static final String THERE = "SELECT 1" + OF_SESSION + " AND id = :id LIMIT 1";

  /** Of what is too long, such as pictures, only who says it. */
  private static final String TAIL =
      """
      SELECT id, created_at, CASE WHEN bytes > 262144
        THEN json_object('role', json_extract(body, '$.role')) ELSE body END AS body
      %s ORDER BY position DESC LIMIT :limit\
      """
          .formatted(OF_SESSION);

  /** Characters of a message that are recalled, from its beginning on. */
  private static final int LONGEST = 20_000;

  @Override
  public Extent extent(Handle handle, String owner, String user) {
    var sql = SessionTable.hasHidden(handle, owner) ? EXTENT + SEEN : EXTENT;
    return bound(handle.createQuery(sql), owner, user)
        .map((rows, _) -> extent(handle, rows.getLong("messages"), rows.getLong("newest")))
        .one();
  }

  private static Extent extent(Handle handle, long count, long last) {
    if (count == 0) {
      return Extent.NONE;
    }
    var id = handle.createQuery(ID).bind("row", last).mapTo(String.class).findOne();
    return new Extent(count, last, id.orElse(""));
  }

  private static Query bound(Query query, String owner, String user) {
    return query.bind("owner", owner).bind("user", user);
  }

  @Override
  public List<RecallRow> after(Handle handle, String owner, String user, long row, int limit) {
    return bound(handle.createQuery(AFTER), owner, user)
        .bind("row", row)
        .bind("limit", limit)
        .map((rows, _) -> read(rows))
        .list();
  }

  @Override
  public List<RecallRow> named(Handle handle, String owner, String user, Collection<Long> rows) {
    return bound(handle.createQuery(NAMED), owner, user)
        .bind("rows", Json.text(List.copyOf(rows)))
        .map((found, _) -> read(found))
        .list();
  }

  private static RecallRow read(ResultSet rows) throws SQLException {
    var message = Json.tree(rows.getString("body"));
    var text = MessageText.of(message);
    return new RecallRow(
        rows.getLong("place"),
        rows.getString("session_id"),
        rows.getString("id"),
        message.path("name").asString(""),
        text.length() <= LONGEST ? text : text.substring(0, LONGEST),
        Instant.ofEpochMilli(rows.getLong("created_at")),
        (ObjectNode) Json.tree(rows.getString("metadata")));
  }

  /** Whether the message from which something was taken is still there. */
  public static boolean isThere(Handle handle, String owner, Provenance provenance) {
    return handle
        .createQuery(THERE)
        .bind("owner", owner)
        .bind("session", provenance.session())
        .bind("id", provenance.message())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Message of a session, and who speaks. */
  record SpokenMessage(String id, String role, String text, Instant at) {}

  /** The last messages of a session, the newest first. */
  static List<SpokenMessage> tail(Handle handle, String owner, String session, int limit) {
    return handle
        .createQuery(TAIL)
        .bind("owner", owner)
        .bind("session", session)
        .bind("limit", limit)
        .map((rows, _) -> spoken(rows))
        .list();
  }

  private static SpokenMessage spoken(ResultSet rows) throws SQLException {
    var message = Json.tree(rows.getString("body"));
    return new SpokenMessage(
        rows.getString("id"),
        message.path("role").asString(""),
        MessageText.of(message),
        Instant.ofEpochMilli(rows.getLong("created_at")));
  }
}
