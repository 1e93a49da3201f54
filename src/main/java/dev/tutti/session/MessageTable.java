package dev.tutti.session;

import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.databind.node.ObjectNode;

/**
 * The SQL of what was said, for its room and for that of responses, whose items are rows of it.
 * Whoever reads some says where the memory for their trees is taken, see {@link StoredTree}.
 */
public final class MessageTable {
  /** Columns of a row, for {@link #list}. */
  public static final String COLUMNS =
      "position, id, dialect, model, created_at, pinned, metadata, tokens, dependence, body";

  private static final String INSERT =
      """
      INSERT INTO message (owner, session_id, position, id, end_user, dialect, response_id, model,
        created_at, pinned, tokens, dependence, bytes, metadata, body)
      VALUES (:owner, :session, :position, :id, :user, :dialect, :response, :model,
        :at, :pinned, :tokens, :dependence, :bytes, :metadata, :body)\
      """;

  private static final String OF = " FROM message WHERE owner = :owner AND session_id = :session";

  private static final String LAST = "SELECT coalesce(max(position), 0)" + OF;

  private static final String BETWEEN = " AND position BETWEEN :first AND :last";

  private static final String SIZE =
      "SELECT count(*) AS items, coalesce(sum(bytes), 0) AS bytes" + OF;

  private static final String ALL = "SELECT " + COLUMNS + OF + " ORDER BY position";

  private static final String LATEST =
      "SELECT " + COLUMNS + OF + " ORDER BY position DESC LIMIT :limit";

  private static final String AFTER =
      "SELECT " + COLUMNS + OF + " AND position > :after ORDER BY position LIMIT :limit";

  private static final String FROM =
      "SELECT " + COLUMNS + OF + " AND position >= :from ORDER BY position";

  private static final String LENGTHS = "SELECT position, bytes" + OF + " ORDER BY position DESC";

  private static final String BYTES_FROM =
      "SELECT coalesce(sum(bytes), 0)" + OF + " AND position >= :from";

  /** Of the index {@code message_always}, whose condition has these words, too. */
  private static final String ALWAYS =
      "SELECT position"
          + OF
          + """
           AND (pinned OR json_extract(body, '$.role') IN ('system', 'developer'))
            AND position < :until
          ORDER BY position LIMIT :limit\
          """;

  private static final String IS_USERS = " AND json_extract(body, '$.role') = 'user'";

  private static final String TURN =
      "SELECT "
          + COLUMNS
          + OF
          + " AND position < :until AND position >= coalesce((SELECT position"
          + OF
          + IS_USERS
          + " AND position <= :place ORDER BY position DESC LIMIT 1), 0)"
          + " AND position < coalesce((SELECT position"
          + OF
          + IS_USERS
          + " AND position > :place ORDER BY position LIMIT 1), :until) ORDER BY position";

  private static final String POSITION =
      "SELECT position" + OF + " AND id = :id ORDER BY position LIMIT 1";

  private static final String KNOWN =
      """
      SELECT count(DISTINCT id) FROM message WHERE owner = :owner AND session_id = :session
        AND id IN (SELECT value FROM json_each(:ids))\
      """;

  private static final String PIN =
      """
      UPDATE message SET pinned = :pinned WHERE owner = :owner AND session_id = :session AND id = :id\
      """;

  private static final String DEPENDS =
      """
      UPDATE message SET dependence = :degree
      WHERE owner = :owner AND session_id = :session AND id = :id\
      """;

  private static final String ANNOTATE =
      """
      UPDATE message SET metadata = :metadata, bytes = bytes + :more
      WHERE owner = :owner AND session_id = :session AND id = :id\
      """;

  private static final String METADATA = "SELECT metadata" + OF + " AND id = :id LIMIT 1";

  private static final String COPY =
      """
      INSERT INTO message (owner, session_id, position, id, end_user, dialect, response_id, model,
        created_at, pinned, tokens, dependence, bytes, metadata, body)
      SELECT owner, :to, position, id, end_user, dialect, NULL, model, created_at, pinned, tokens,
        dependence, bytes, metadata, body
      FROM message WHERE owner = :owner AND session_id = :session
        AND position BETWEEN :first AND :last\
      """;

  private static final String DELETE = "DELETE" + OF + BETWEEN;

  private MessageTable() {}

  /** Number of rows, and their bytes. */
  public record Size(long items, long bytes) {
    /** The size with the overhead of each row, as quotas count it. */
    public long stored() {
      return bytes + items * StorageSizeTable.ROW;
    }
  }

  /** Adds to the end of a session; says how much it is. */
  public static Size insert(Handle handle, ChatSession session, List<NewMessage> messages) {
    long position = last(handle, session.owner(), session.id());
    long bytes = 0;
    try (var batch = handle.prepareBatch(INSERT)) {
      for (var each : messages) {
        var body = Json.text(each.json());
        var metadata = Json.text(each.metadata());
        long length = utf8(body) + (each.metadata().isEmpty() ? 0 : utf8(metadata));
        bytes += length;
        batch
            .bind("owner", session.owner())
            .bind("session", session.id())
            .bind("position", ++position)
            .bind("id", each.id())
            .bind("user", session.user())
            .bind("dialect", each.dialect().word())
            .bind("response", each.response().isEmpty() ? null : each.response())
            .bind("model", each.model())
            .bind("at", each.at().toEpochMilli())
            .bind("pinned", each.pinned())
            .bind("tokens", each.tokens())
            .bind("dependence", each.dependence())
            .bind("bytes", length)
            .bind("metadata", metadata)
            .bind("body", body)
            .add();
      }
      batch.execute();
    }
    return new Size(messages.size(), bytes);
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The place of the last row of a session, 0 where there is none. */
  static long last(Handle handle, String owner, String session) {
    return bound(handle.createQuery(LAST), owner, session).mapTo(Long.class).one();
  }

  /** How much a session has. */
  public static Size size(Handle handle, String owner, String session) {
    return bound(handle.createQuery(SIZE), owner, session)
        .map((rows, _) -> new Size(rows.getLong("items"), rows.getLong("bytes")))
        .one();
  }

  /** How much a session has between two places and at them. */
  static Size size(Handle handle, ChatSession session, long first, long last) {
    return bound(handle.createQuery(SIZE + BETWEEN), session.owner(), session.id())
        .bind("first", first)
        .bind("last", last)
        .map((rows, _) -> new Size(rows.getLong("items"), rows.getLong("bytes")))
        .one();
  }

  private static Query bound(Query query, String owner, String session) {
    return query.bind("owner", owner).bind("session", session);
  }

  /** All of a session, the oldest first. */
  public static List<MessageRow> all(
      Handle handle, String owner, String session, LongConsumer room) {
    return list(bound(handle.createQuery(ALL), owner, session), room);
  }

  /** The last rows of a session, in their order. */
  static List<MessageRow> last(
      Handle handle, String owner, String session, int limit, LongConsumer room) {
    var rows = list(bound(handle.createQuery(LATEST), owner, session).bind("limit", limit), room);
    return rows.reversed();
  }

  /** Some of a session behind a place. */
  static List<MessageRow> after(
      Handle handle, ChatSession session, long after, int limit, LongConsumer room) {
    return list(
        bound(handle.createQuery(AFTER), session.owner(), session.id())
            .bind("after", after)
            .bind("limit", limit),
        room);
  }

  /** All of a session from a place on. */
  static List<MessageRow> from(Handle handle, ChatSession session, long from, LongConsumer room) {
    return list(
        bound(handle.createQuery(FROM), session.owner(), session.id()).bind("from", from), room);
  }

  /** Lengths of the rows of a session, the latest first; to be closed. */
  static ResultIterator<RecentStart.RowLength> lengths(Handle handle, ChatSession session) {
    return bound(handle.createQuery(LENGTHS), session.owner(), session.id())
        .map((rows, _) -> new RecentStart.RowLength(rows.getLong(1), rows.getLong(2)))
        .iterator();
  }

  /** Length of what a session has from a place on. */
  static long bytesFrom(Handle handle, ChatSession session, long from) {
    return bound(handle.createQuery(BYTES_FROM), session.owner(), session.id())
        .bind("from", from)
        .mapTo(Long.class)
        .one();
  }

  /** The places before another of what every view has: what is pinned, or said by the system. */
  static List<Long> always(Handle handle, ChatSession session, long until, int limit) {
    return bound(handle.createQuery(ALWAYS), session.owner(), session.id())
        .bind("until", until)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  /** The turn of a place: from its user's message to before the next one, or another place. */
  static List<MessageRow> turn(
      Handle handle, ChatSession session, long place, long until, LongConsumer room) {
    return list(
        bound(handle.createQuery(TURN), session.owner(), session.id())
            .bind("place", place)
            .bind("until", until),
        room);
  }

  /** Rows of a query for {@link #COLUMNS}. */
  public static List<MessageRow> list(Query query, LongConsumer room) {
    return query.map((rows, _) -> row(rows, room)).list();
  }

  private static MessageRow row(ResultSet rows, LongConsumer room) throws SQLException {
    return new MessageRow(
        rows.getLong("position"),
        rows.getString("id"),
        MessageDialect.of(rows.getString("dialect")),
        rows.getString("model"),
        Instant.ofEpochMilli(rows.getLong("created_at")),
        rows.getBoolean("pinned"),
        StoredTree.read(rows.getString("metadata"), room),
        rows.getLong("tokens"),
        rows.getString("dependence"),
        StoredTree.read(rows.getString("body"), room));
  }

  /** The place of the first one of a name. */
  static OptionalLong position(Handle handle, ChatSession session, String id) {
    return bound(handle.createQuery(POSITION), session.owner(), session.id())
        .bind("id", id)
        .mapTo(Long.class)
        .findOne()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** The same of one that must be there. */
  static long require(Handle handle, ChatSession session, String id) {
    return position(handle, session, id).orElseThrow(() -> SessionFaults.message(id));
  }

  /** Whether all of these ids are there. */
  static boolean hasAll(Handle handle, ChatSession session, List<String> ids) {
    int known =
        bound(handle.createQuery(KNOWN), session.owner(), session.id())
            .bind("ids", Json.text(ids))
            .mapTo(Integer.class)
            .one();
    return known == Set.copyOf(ids).size();
  }

  /** Pins one, or not; says whether it is there. */
  static boolean pin(Handle handle, ChatSession session, String id, boolean pinned) {
    return handle
            .createUpdate(PIN)
            .bind("pinned", pinned)
            .bind("owner", session.owner())
            .bind("session", session.id())
            .bind("id", id)
            .execute()
        > 0;
  }

  /** Notes on what one depends; says whether it is there. */
  static boolean depends(Handle handle, ChatSession session, String id, String degree) {
    return handle
            .createUpdate(DEPENDS)
            .bind("degree", degree)
            .bind("owner", session.owner())
            .bind("session", session.id())
            .bind("id", id)
            .execute()
        > 0;
  }

  /** Changes the metadata of one; says how many bytes it has more than before. */
  static long annotate(Handle handle, ChatSession session, String id, ObjectNode metadata) {
    var before =
        bound(handle.createQuery(METADATA), session.owner(), session.id())
            .bind("id", id)
            .mapTo(String.class)
            .findOne()
            .orElseThrow(() -> SessionFaults.message(id));
    var after = Json.text(metadata);
    long more = utf8(after) - (before.equals("{}") ? 0 : utf8(before));
    handle
        .createUpdate(ANNOTATE)
        .bind("metadata", after)
        .bind("more", more)
        .bind("owner", session.owner())
        .bind("session", session.id())
        .bind("id", id)
        .execute();
    return more;
  }

  /** Copies what is between two places and at them into a new session of the same owner. */
  static void copy(Handle handle, ChatSession from, String to, long first, long last) {
    handle
        .createUpdate(COPY)
        .bind("owner", from.owner())
        .bind("session", from.id())
        .bind("to", to)
        .bind("first", first)
        .bind("last", last)
        .execute();
  }

  /** Removes what is between two places and at them; says how much it was. */
  static Size delete(Handle handle, ChatSession session, long first, long last) {
    var before = size(handle, session.owner(), session.id());
    handle
        .createUpdate(DELETE)
        .bind("owner", session.owner())
        .bind("session", session.id())
        .bind("first", first)
        .bind("last", last)
        .execute();
    var after = size(handle, session.owner(), session.id());
    return new Size(before.items() - after.items(), before.bytes() - after.bytes());
  }
}
