package dev.tutti.session;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The SQL of what others have kept of a session's calls: bodies of calls, recordings of skills,
 * what a skill goes on with. The tables are theirs; that an erased session is in none of them is
 * decided here.
 */
final class TraceTable {
  private static final String CALLS =
      """
      SELECT call_id FROM call
      WHERE session = :session AND session <> '' AND owner = (SELECT id FROM word WHERE text = :owner)\
      """;

  private static final List<String> DELETE =
      List.of(
          "DELETE FROM call_body WHERE call_id IN (" + CALLS + ")",
          "DELETE FROM skill_recording WHERE id IN (" + CALLS + ")",
          "DELETE FROM skill_session WHERE owner = :owner AND session = :session");

  private TraceTable() {}

  /** Removes all of it; says how many rows that were. */
  static int delete(Handle handle, String owner, String session) {
    int rows = 0;
    for (var each : DELETE) {
      rows += handle.createUpdate(each).bind("owner", owner).bind("session", session).execute();
    }
    return rows;
  }
}
