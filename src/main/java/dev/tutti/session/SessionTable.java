package dev.tutti.session;

import dev.tutti.chat.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of sessions, for their room and for that of responses, which are kept in sessions. */
public final class SessionTable {
  /**
   * Query for the ids of an owner's sessions that nobody sees, as they are not whole yet or being
   * erased: who reads messages otherwise than by their session leaves theirs out.
   */
  public static final String HIDDEN =
      "SELECT id FROM session WHERE owner = :owner AND writer GLOB 'parts_*'";

  /** Begins the name of the writer of a session that nobody sees. */
  private static final String HIDING = "parts";

  private static final String INSERT =
      """
      INSERT INTO session (owner, id, end_user, lasting, title, system, model, context, metadata, size,
        created_at, used_at, writer, writer_until)
      VALUES (:owner, :id, :user, :lasting, :title, :system, :model, :context, :metadata, :size,
        :created, :used, '', 0)
      ON CONFLICT DO NOTHING\
      """;

  private static final String FIND =
      "SELECT * FROM session WHERE owner = :owner AND id = :id AND writer NOT GLOB 'parts_*'";

  private static final String PAGE =
      """
      SELECT * FROM session WHERE owner = :owner AND (:user = '' OR end_user = :user)
        AND writer NOT GLOB 'parts_*' AND (:after = '' OR (used_at, id) < (SELECT used_at, id FROM session WHERE owner = :owner AND id = :after))
      ORDER BY used_at DESC, id DESC LIMIT :limit\
      """;

  /** Looks at the latest so many only, as titles have no index. */
  private static final String SEARCH =
      """
      SELECT * FROM (
        SELECT * FROM session WHERE owner = :owner AND (:user = '' OR end_user = :user)
          AND writer NOT GLOB 'parts_*' AND (:after = '' OR (used_at, id) < (SELECT used_at, id FROM session WHERE owner = :owner AND id = :after))
        ORDER BY used_at DESC, id DESC LIMIT 10000)
      WHERE instr(lower(id), lower(:text)) > 0 OR instr(lower(coalesce(title, '')), lower(:text)) > 0
      ORDER BY used_at DESC, id DESC LIMIT :limit\
      """;

  private static final String UPDATE =
      """
      UPDATE session SET lasting = :lasting, title = :title, system = :system, model = :model,
        context = :context, metadata = :metadata, size = :size
      WHERE owner = :owner AND id = :id\
      """;

  private static final String USE =
      "UPDATE session SET used_at = :at WHERE owner = :owner AND id = :id";

  private static final String TAKE =
      """
      UPDATE session SET writer = :writer, writer_until = :until, used_at = :now
      WHERE owner = :owner AND id = :id
        AND (writer = '' OR substr(writer, 1, length(:process)) = :process OR writer_until < :now)\
      """;

  private static final String RENEW =
      """
      UPDATE session SET writer = :writer, writer_until = :until, used_at = :now
      WHERE owner = :owner AND id = :id AND (writer = '' OR writer = :writer OR writer_until < :now)\
      """;

  private static final String GIVE_BACK =
      """
      UPDATE session SET writer = '', writer_until = 0
      WHERE owner = :owner AND id = :id AND writer = :writer\
      """;

  private static final String HOLDS =
      "SELECT 1 FROM session WHERE owner = :owner AND id = :id AND writer = :writer";

  private static final String HIDE =
      """
      UPDATE session SET title = '', system = '', model = '', context = '{}', metadata = '{}',
        size = 0, writer = :writer, writer_until = :until
      WHERE owner = :owner AND id = :id\
      """;

  private static final String ALL_HIDDEN =
      "SELECT owner, id, writer FROM session WHERE writer GLOB 'parts_*'";

  private static final String GIVE_ALL_BACK =
      """
      UPDATE session SET writer = '', writer_until = 0
      WHERE writer <> '' AND writer NOT GLOB 'parts_*'\
      """;

  private static final String DELETE = "DELETE FROM session WHERE owner = :owner AND id = :id";

  private static final String DELETE_EMPTY =
      """
      DELETE FROM session WHERE owner = :owner AND id = :id AND NOT lasting
        AND NOT EXISTS (SELECT 1 FROM response WHERE owner = :owner AND session_id = :id)
        AND NOT EXISTS (SELECT 1 FROM message WHERE owner = :owner AND session_id = :id)\
      """;

  private SessionTable() {}

  /** Adds one; says whether there was none of this name. */
  public static boolean insert(Handle handle, ChatSession session) {
    return bound(handle.createUpdate(INSERT), session)
            .bind("user", session.user())
            .bind("created", session.created().toEpochMilli())
            .bind("used", session.used().toEpochMilli())
            .execute()
        > 0;
  }

  private static <S extends SqlStatement<S>> S bound(S statement, ChatSession session) {
    return statement
        .bind("owner", session.owner())
        .bind("id", session.id())
        .bind("lasting", session.lasting())
        .bind("title", session.title())
        .bind("system", session.system())
        .bind("model", session.model())
        .bind("context", Json.text(session.context().json()))
        .bind("metadata", Json.text(session.metadata()))
        .bind("size", session.size());
  }

  /** The one of this name. */
  public static Optional<ChatSession> find(Handle handle, String owner, String id) {
    return handle
        .createQuery(FIND)
        .bind("owner", owner)
        .bind("id", id)
        .map((rows, _) -> session(rows))
        .findOne();
  }

  private static ChatSession session(ResultSet rows) throws SQLException {
    return new ChatSession(
        rows.getString("id"),
        rows.getString("owner"),
        rows.getString("end_user"),
        rows.getBoolean("lasting"),
        rows.getString("title"),
        rows.getString("system"),
        rows.getString("model"),
        SessionContext.read(Json.tree(rows.getString("context"))),
        (ObjectNode) Json.tree(rows.getString("metadata")),
        Instant.ofEpochMilli(rows.getLong("created_at")),
        Instant.ofEpochMilli(rows.getLong("used_at")));
  }

  /** Those of an owner, the one that was used last first; one more than the page, if there is. */
  static List<ChatSession> page(Handle handle, String owner, SessionPage page) {
    var query =
        page.text().isEmpty()
            ? handle.createQuery(PAGE)
            : handle.createQuery(SEARCH).bind("text", page.text());
    return query
        .bind("owner", owner)
        .bind("user", page.user())
        .bind("after", page.after())
        .bind("limit", page.limit() + 1)
        .map((rows, _) -> session(rows))
        .list();
  }

  /** Changes what is said about one. */
  public static void update(Handle handle, ChatSession session) {
    bound(handle.createUpdate(UPDATE), session).execute();
  }

  /** Notes that one is used. */
  public static void use(Handle handle, String owner, String id, Instant at) {
    handle
        .createUpdate(USE)
        .bind("owner", owner)
        .bind("id", id)
        .bind("at", at.toEpochMilli())
        .execute();
  }

  /**
   * Takes the turn in a session; says whether it is there and no other process's turn. Within this
   * process whoever is let in is alone: a turn of it that stands there was not ended, as where the
   * database failed.
   */
  static boolean take(Handle handle, SessionLease lease, Instant now) {
    return bound(handle.createUpdate(TAKE), lease, now).bind("process", lease.process()).execute()
        > 0;
  }

  /** Goes on with a turn; says whether it is nobody else's meanwhile. */
  static boolean renew(Handle handle, SessionLease lease, Instant now) {
    return bound(handle.createUpdate(RENEW), lease, now).execute() > 0;
  }

  private static Update bound(Update update, SessionLease lease, Instant now) {
    return update
        .bind("owner", lease.owner())
        .bind("id", lease.session())
        .bind("writer", lease.writer())
        .bind("until", lease.until().toEpochMilli())
        .bind("now", now.toEpochMilli());
  }

  /** Ends the turn in a session; says whether it was this writer's. */
  static boolean giveBack(Handle handle, SessionLease lease) {
    return handle
            .createUpdate(GIVE_BACK)
            .bind("owner", lease.owner())
            .bind("id", lease.session())
            .bind("writer", lease.writer())
            .execute()
        > 0;
  }

  /** Whether the turn in a session is this writer's. */
  static boolean holds(Handle handle, SessionLease lease) {
    return handle
        .createQuery(HOLDS)
        .bind("owner", lease.owner())
        .bind("id", lease.session())
        .bind("writer", lease.writer())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** The turn of somebody whose session nobody sees until it ends. */
  static SessionLease hiding(ChatSession session, Ids ids, Instant until) {
    var writer = ids.next(HIDING);
    return new SessionLease(session.owner(), session.id(), writer, writer, until);
  }

  /** Hides a session for good, and forgets what is said about it. */
  static void hide(Handle handle, SessionLease lease) {
    handle
        .createUpdate(HIDE)
        .bind("owner", lease.owner())
        .bind("id", lease.session())
        .bind("writer", lease.writer())
        .bind("until", lease.until().toEpochMilli())
        .execute();
  }

  /** Whether there is a session of this name that nobody sees. */
  static boolean isHidden(Handle handle, String owner, String id) {
    return handle
        .createQuery("SELECT 1 WHERE :id IN (" + HIDDEN + ")")
        .bind("owner", owner)
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Whether nobody sees some session of an owner. */
  public static boolean hasHidden(Handle handle, String owner) {
    return handle
        .createQuery(HIDDEN + " LIMIT 1")
        .bind("owner", owner)
        .mapTo(String.class)
        .findOne()
        .isPresent();
  }

  /** All sessions that nobody sees, by those who have their turn in them. */
  static List<SessionLease> hidden(Handle handle) {
    return handle
        .createQuery(ALL_HIDDEN)
        .map(
            (rows, _) -> {
              var writer = rows.getString("writer");
              return new SessionLease(
                  rows.getString("owner"), rows.getString("id"), writer, writer, Instant.MAX);
            })
        .list();
  }

  /** Ends all turns, as those of a process that is gone, but in sessions that nobody sees. */
  static int giveAllBack(Handle handle) {
    return handle.createUpdate(GIVE_ALL_BACK).execute();
  }

  /** Removes one with all that is in it; says whether it was there. */
  public static boolean delete(Handle handle, String owner, String id) {
    return handle.createUpdate(DELETE).bind("owner", owner).bind("id", id).execute() > 0;
  }

  /** Removes one that is not lasting and has nothing in it any more. */
  public static void deleteEmpty(Handle handle, String owner, String id) {
    handle.createUpdate(DELETE_EMPTY).bind("owner", owner).bind("id", id).execute();
  }
}
