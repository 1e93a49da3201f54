package dev.tutti.session;

import dev.tutti.chat.Json;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The SQL of what others have kept of a session and its calls: bodies of calls, recordings of
 * skills, what a skill goes on with, what is said about a group of characters. The tables are
 * theirs; that an erased session is in none of them is decided here.
 */
final class TraceTable {
  private static final String CALLS =
      """
      SELECT call_id FROM call
      WHERE session = :session AND session <> '' AND owner = (SELECT id FROM word WHERE text = :owner)\
      """;

  private static final String TRACED =
      """
      SELECT call_id FROM call_body WHERE call_id IN (%s)
      UNION SELECT call_id FROM call_body
        WHERE session = :session AND session <> '' AND owner = :owner
      UNION SELECT id FROM skill_recording WHERE id IN (%s)
      UNION SELECT id FROM skill_recording
        WHERE session = :session AND session <> '' AND owner = :owner
      LIMIT :most\
      """
          .formatted(CALLS, CALLS);

  private static final List<String> DELETE_OF_CALLS =
      List.of(
          "DELETE FROM call_body WHERE call_id IN (SELECT value FROM json_each(:calls))",
          "DELETE FROM skill_recording WHERE id IN (SELECT value FROM json_each(:calls))");

  private static final List<String> DELETE_OF_SESSION =
      List.of(
          "DELETE FROM skill_session WHERE owner = :owner AND session = :session",
          "DELETE FROM character_group WHERE owner = :owner AND id = :session");

  private TraceTable() {}

  /** Calls of a session of whose words others have kept some; so many at most. */
  static List<String> calls(Handle handle, String owner, String session, int most) {
    return handle
        .createQuery(TRACED)
        .bind("owner", owner)
        .bind("session", session)
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  /** Removes what others have kept of some calls. */
  static void delete(Handle handle, List<String> calls) {
    for (var each : DELETE_OF_CALLS) {
      handle.createUpdate(each).bind("calls", Json.text(calls)).execute();
    }
  }

  /** Removes what others have kept of a session itself; says how many rows that were. */
  static int delete(Handle handle, String owner, String session) {
    int rows = 0;
    for (var each : DELETE_OF_SESSION) {
      rows += handle.createUpdate(each).bind("owner", owner).bind("session", session).execute();
    }
    return rows;
  }
}
