package dev.tutti.session;

import dev.tutti.chat.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of summaries. */
final class SummaryTable {
  private static final String OF =
      " FROM session_summary WHERE owner = :owner AND session_id = :session";

  private static final String LATEST = "SELECT *" + OF + " ORDER BY position DESC LIMIT 1";

  private static final String INSERT =
      """
      INSERT INTO session_summary (owner, session_id, position, messages, model, tokens, made_at, body)
      VALUES (:owner, :session, :position, :messages, :model, :tokens, :at, :body)\
      """;

  private static final String COPY =
      """
      INSERT INTO session_summary (owner, session_id, position, messages, model, tokens, made_at, body)
      SELECT owner, :to, position, messages, model, tokens, made_at, body
      FROM session_summary WHERE owner = :owner AND session_id = :session AND position <= :last\
      """;

  private SummaryTable() {}

  static Optional<SessionSummary> latest(Handle handle, String owner, String session) {
    return handle
        .createQuery(LATEST)
        .bind("owner", owner)
        .bind("session", session)
        .map((rows, _) -> summary(rows))
        .findOne();
  }

  private static SessionSummary summary(ResultSet rows) throws SQLException {
    return new SessionSummary(
        rows.getLong("position"),
        SummarisedMessages.read(Json.tree(rows.getString("messages"))),
        rows.getString("model"),
        rows.getLong("tokens"),
        Instant.ofEpochMilli(rows.getLong("made_at")),
        rows.getString("body"));
  }

  /** Puts one in the place of those that were there. */
  static void put(Handle handle, ChatSession session, SessionSummary summary) {
    delete(handle, session);
    handle
        .createUpdate(INSERT)
        .bind("owner", session.owner())
        .bind("session", session.id())
        .bind("position", summary.position())
        .bind("messages", Json.text(summary.messages().json()))
        .bind("model", summary.model())
        .bind("tokens", summary.tokens())
        .bind("at", summary.made().toEpochMilli())
        .bind("body", summary.text())
        .execute();
  }

  /** Removes those of a session. */
  static void delete(Handle handle, ChatSession session) {
    handle
        .createUpdate("DELETE" + OF)
        .bind("owner", session.owner())
        .bind("session", session.id())
        .execute();
  }

  /** Copies those of messages up to a place into a new session of the same owner. */
  static void copy(Handle handle, ChatSession from, String to, long last) {
    handle
        .createUpdate(COPY)
        .bind("owner", from.owner())
        .bind("session", from.id())
        .bind("to", to)
        .bind("last", last)
        .execute();
  }
}
