package dev.tutti.recording;

import dev.tutti.store.ErasedSessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of bodies. */
final class BodyTable {
  /** Writes nothing of a call that began before its session, by either name, was erased. */
  private static final String INSERT =
      """
      INSERT INTO call_body (call_id, at, model, request, answer, cut, owner, session)
      SELECT :call, :at, :model, :request, :answer, :cut, :owner, :session
      WHERE %s\
      """
          .formatted(ErasedSessions.NOT_ERASED);

  private BodyTable() {}

  /** Adds what a call has said, unless its session was erased meanwhile; says how many rows. */
  static int insert(Handle handle, RecordedBody body, BodyOrigin from) {
    return handle
        .createUpdate(INSERT)
        .bind("call", body.call())
        .bind("at", body.at().toEpochMilli())
        .bind("model", body.model())
        .bind("request", body.request())
        .bind("answer", body.answer())
        .bind("cut", body.cut())
        .bind("owner", from.owner())
        .bind("session", from.session())
        .bind("user", from.user())
        .bind("began", from.began().toEpochMilli())
        .execute();
  }

  static List<RecordedBody> ofCall(Handle handle, String call, int limit) {
    return handle
        .createQuery("SELECT * FROM call_body WHERE call_id = ? ORDER BY id LIMIT ?")
        .bind(0, call)
        .bind(1, limit)
        .map((rows, _) -> body(rows))
        .list();
  }

  private static RecordedBody body(ResultSet rows) throws SQLException {
    return new RecordedBody(
        rows.getString("call_id"),
        Instant.ofEpochMilli(rows.getLong("at")),
        rows.getString("model"),
        rows.getString("request"),
        rows.getString("answer"),
        rows.getBoolean("cut"));
  }

  static int delete(Handle handle, String call) {
    return handle.createUpdate("DELETE FROM call_body WHERE call_id = ?").bind(0, call).execute();
  }

  /** Deletes the first ones before a time; answers how many. */
  static int deleteOlder(Handle handle, Instant before, int limit) {
    return handle
        .createUpdate(
            "DELETE FROM call_body WHERE id IN"
                + " (SELECT id FROM call_body WHERE at < ? ORDER BY at LIMIT ?)")
        .bind(0, before.toEpochMilli())
        .bind(1, limit)
        .execute();
  }
}
