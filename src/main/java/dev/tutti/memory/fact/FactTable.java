package dev.tutti.memory.fact;

import dev.tutti.chat.Json;
import dev.tutti.memory.api.Fact;
import dev.tutti.memory.api.FactSelection;
import dev.tutti.memory.api.FactState;
import dev.tutti.memory.api.Provenance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of facts. */
final class FactTable {
  private static final String INSERT =
      """
      INSERT INTO memory_fact (seq, id, owner, end_user, body, digest, metadata, state,
        superseded_by, session_id, message_id, said_at, confidence, created_at, updated_at,
        expires_at)
      SELECT coalesce(max(seq), 0) + 1, :id, :owner, :user, :body, :digest, :metadata, :state,
        '', :session, :message, :said, :confidence, :created, :updated, :expires
      FROM memory_fact\
      """;

  private static final String UPDATE =
      """
      UPDATE memory_fact SET body = :body, digest = :digest, metadata = :metadata,
        confidence = :confidence, updated_at = :updated, expires_at = :expires
      WHERE owner = :owner AND id = :id\
      """;

  private static final String SUPERSEDE =
      """
      UPDATE memory_fact SET state = 'superseded', superseded_by = :by, updated_at = :at
      WHERE owner = :owner AND end_user = :user AND id = :id AND state = 'current'\
      """;

  private static final String RETRACT =
      """
      UPDATE memory_fact SET state = 'superseded', updated_at = :at
      WHERE owner = :owner AND id = :id AND state = 'current'\
      """;

  private static final String INHERIT =
      """
      UPDATE memory_fact SET superseded_by =
        coalesce((SELECT superseded_by FROM memory_fact WHERE id = :id), '')
      WHERE superseded_by = :id AND owner = :owner\
      """;

  private static final String ONE = "SELECT * FROM memory_fact WHERE owner = :owner AND id = :id";

  private static final String SAME =
      """
      SELECT * FROM memory_fact WHERE owner = :owner AND end_user = :user AND digest = :digest
        AND state = 'current' ORDER BY seq\
      """;

  private static final String BEFORE =
      " AND seq < (SELECT seq FROM memory_fact WHERE owner = :owner AND id = :after)";

  private static final String COUNT_OF_USER =
      "SELECT count(*) FROM memory_fact WHERE owner = :owner AND end_user = :user";

  private static final String COUNT_OF_OWNER =
      "SELECT count(*) FROM memory_fact WHERE owner = :owner";

  private static final String IDS_OF_SESSION =
      "SELECT id FROM memory_fact WHERE owner = :owner AND session_id = :session";

  private static final String IDS_EXPIRED =
      "SELECT owner, id FROM memory_fact WHERE expires_at <= :now LIMIT :limit";

  private static final String DELETE = "DELETE FROM memory_fact WHERE owner = :owner AND id = :id";

  private static final String DELETE_USER =
      "DELETE FROM memory_fact WHERE owner = :owner AND end_user = :user";

  private FactTable() {}

  static void insert(Handle handle, Fact fact) {
    handle
        .createUpdate(INSERT)
        .bind("id", fact.id())
        .bind("owner", fact.owner())
        .bind("user", fact.user())
        .bind("body", fact.text())
        .bind("digest", FactText.digest(fact.text()))
        .bind("metadata", Json.text(fact.metadata()))
        .bind("state", fact.state().word())
        .bind("session", fact.provenance().session())
        .bind("message", fact.provenance().message())
        .bind("said", fact.provenance().at().toEpochMilli())
        .bind("confidence", fact.confidence())
        .bind("created", fact.times().created().toEpochMilli())
        .bind("updated", fact.times().updated().toEpochMilli())
        .bind("expires", millis(fact.times().expires()))
        .execute();
  }

  private static @Nullable Long millis(Instant expires) {
    return expires.equals(Fact.Times.NEVER) ? null : expires.toEpochMilli();
  }

  /** Writes what of a fact may change. */
  static void update(Handle handle, Fact fact) {
    handle
        .createUpdate(UPDATE)
        .bind("owner", fact.owner())
        .bind("id", fact.id())
        .bind("body", fact.text())
        .bind("digest", FactText.digest(fact.text()))
        .bind("metadata", Json.text(fact.metadata()))
        .bind("confidence", fact.confidence())
        .bind("updated", fact.times().updated().toEpochMilli())
        .bind("expires", millis(fact.times().expires()))
        .execute();
  }

  /** Marks a current fact of the same user; says whether there was one. */
  static boolean supersede(Handle handle, String old, Fact by) {
    return handle
            .createUpdate(SUPERSEDE)
            .bind("owner", by.owner())
            .bind("user", by.user())
            .bind("id", old)
            .bind("by", by.id())
            .bind("at", by.times().updated().toEpochMilli())
            .execute()
        > 0;
  }

  /** Marks a current fact that nothing has taken the place of; says whether there was one. */
  static boolean retract(Handle handle, String owner, String id, Instant at) {
    return handle
            .createUpdate(RETRACT)
            .bind("owner", owner)
            .bind("id", id)
            .bind("at", at.toEpochMilli())
            .execute()
        > 0;
  }

  static Optional<Fact> find(Handle handle, String owner, String id) {
    return handle
        .createQuery(ONE)
        .bind("owner", owner)
        .bind("id", id)
        .map((rows, _) -> fact(rows))
        .findOne();
  }

  /** The current fact of a user that says the same to the same character, or to everybody. */
  static Optional<Fact> same(
      Handle handle, String owner, String user, String text, String character) {
    return handle
        .createQuery(SAME)
        .bind("owner", owner)
        .bind("user", user)
        .bind("digest", FactText.digest(text))
        .map((rows, _) -> fact(rows))
        .list()
        .stream()
        .filter(each -> each.character().equals(character))
        .findFirst();
  }

  /** Facts that hold at a time, the newest first. */
  static List<Fact> page(Handle handle, String owner, FactSelection selection, Instant now) {
    var sql =
        """
        SELECT * FROM memory_fact WHERE owner = :owner%s%s
          AND (expires_at IS NULL OR expires_at > :now)%s ORDER BY seq DESC LIMIT :limit\
        """
            .formatted(
                selection.user().isEmpty() ? "" : " AND end_user = :user",
                selection.states().size() > 1 ? "" : " AND state = :state",
                selection.after().isEmpty() ? "" : BEFORE);
    var query =
        handle
            .createQuery(sql)
            .bind("owner", owner)
            .bind("now", now.toEpochMilli())
            .bind("limit", selection.limit());
    if (selection.states().size() == 1) {
      query.bind("state", selection.states().iterator().next().word());
    }
    if (!selection.user().isEmpty()) {
      query.bind("user", selection.user());
    }
    if (!selection.after().isEmpty()) {
      query.bind("after", selection.after());
    }
    return query.map((rows, _) -> fact(rows)).list();
  }

  static int countOfUser(Handle handle, String owner, String user) {
    return handle
        .createQuery(COUNT_OF_USER)
        .bind("owner", owner)
        .bind("user", user)
        .mapTo(Integer.class)
        .one();
  }

  static int countOfOwner(Handle handle, String owner) {
    return handle.createQuery(COUNT_OF_OWNER).bind("owner", owner).mapTo(Integer.class).one();
  }

  /** Erases one; those that it superseded are superseded by what superseded it. */
  static boolean delete(Handle handle, String owner, String id) {
    handle.createUpdate(INHERIT).bind("id", id).bind("owner", owner).execute();
    return handle.createUpdate(DELETE).bind("id", id).bind("owner", owner).execute() > 0;
  }

  static int deleteUser(Handle handle, String owner, String user) {
    return handle.createUpdate(DELETE_USER).bind("owner", owner).bind("user", user).execute();
  }

  /** Erases what was taken from a session; says how many. */
  static int deleteSession(Handle handle, String owner, String session) {
    var ids =
        handle
            .createQuery(IDS_OF_SESSION)
            .bind("owner", owner)
            .bind("session", session)
            .mapTo(String.class)
            .list();
    ids.forEach(id -> delete(handle, owner, id));
    return ids.size();
  }

  /** Erases some that have expired; says how many. */
  static int deleteExpired(Handle handle, Instant now, int most) {
    record Key(String owner, String id) {}
    var expired =
        handle
            .createQuery(IDS_EXPIRED)
            .bind("now", now.toEpochMilli())
            .bind("limit", most)
            .map((rows, _) -> new Key(rows.getString("owner"), rows.getString("id")))
            .list();
    expired.forEach(each -> delete(handle, each.owner, each.id));
    return expired.size();
  }

  private static Fact fact(ResultSet rows) throws SQLException {
    long expires = rows.getLong("expires_at");
    var expiry = rows.wasNull() ? Fact.Times.NEVER : Instant.ofEpochMilli(expires);
    return new Fact(
        rows.getString("id"),
        rows.getString("owner"),
        rows.getString("end_user"),
        rows.getString("body"),
        (ObjectNode) Json.tree(rows.getString("metadata")),
        rows.getString("state").equals(FactState.CURRENT.word())
            ? FactState.CURRENT
            : FactState.SUPERSEDED,
        rows.getString("superseded_by"),
        new Provenance(
            rows.getString("session_id"),
            rows.getString("message_id"),
            Instant.ofEpochMilli(rows.getLong("said_at"))),
        rows.getDouble("confidence"),
        new Fact.Times(
            Instant.ofEpochMilli(rows.getLong("created_at")),
            Instant.ofEpochMilli(rows.getLong("updated_at")),
            expiry));
  }
}
