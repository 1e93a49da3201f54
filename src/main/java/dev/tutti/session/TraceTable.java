package dev.tutti.session;

import dev.tutti.chat.Json;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The SQL of what others have kept of a session and its calls: bodies of calls, recordings of
 * skills, files that they have written, the words of tasks that have ended, what a skill goes on
 * with, what is said about a group of characters. The tables are theirs; that an erased session is
 * in none of them is decided here.
 */
final class TraceTable {
  /**
   * Condition on calls: those, too, of an end user in whose name a skill keeps a session that
   * another one has, and none of end users who have a session of their own under that name.
   */
  private static final String OF_SESSION =
      """
      session IN (:session, :base) AND session <> ''
        AND owner = (SELECT id FROM word WHERE text = :owner)
        AND (session = :session AND NOT EXISTS (SELECT 1 FROM session AS own
            WHERE own.owner = :owner AND own.id = :session || '@' ||
              (SELECT text FROM word WHERE id = call.end_user))
          OR session = :base AND end_user = (SELECT id FROM word WHERE text = :user)
            AND NOT EXISTS (SELECT 1 FROM session AS base
              WHERE base.owner = :owner AND base.id = :base AND base.end_user = :user))\
      """;

  private static final String CALLS = "SELECT call_id FROM call WHERE " + OF_SESSION;

  /** Calls of this name that are of end users who have a session of their own under it. */
  private static final String OTHERS =
      """
      SELECT call_id FROM call
      WHERE session = :session AND session <> ''
        AND owner = (SELECT id FROM word WHERE text = :owner)
        AND EXISTS (SELECT 1 FROM session AS own
          WHERE own.owner = :owner AND own.id = :session || '@' ||
            (SELECT text FROM word WHERE id = call.end_user))\
      """;

  private static final String TRACED =
      """
      SELECT call_id FROM call_body WHERE call_id IN (%s)
      UNION SELECT call_id FROM call_body
        WHERE session = :session AND session <> '' AND owner = :owner AND call_id NOT IN (%s)
      UNION SELECT id FROM skill_recording WHERE id IN (%s)
      UNION SELECT id FROM skill_recording
        WHERE session = :session AND session <> '' AND owner = :owner AND id NOT IN (%s)
      UNION SELECT execution FROM artifact
        WHERE owner = :owner AND expires_at > 0 AND execution IN (%s)
      LIMIT :most\
      """
          .formatted(CALLS, OTHERS, CALLS, OTHERS, CALLS);

  /** Files that skills have written expire, so that nobody finds them, and go soon. */
  private static final List<String> DELETE_OF_CALLS =
      List.of(
          "DELETE FROM call_body WHERE call_id IN (SELECT value FROM json_each(:calls))",
          "DELETE FROM skill_recording WHERE id IN (SELECT value FROM json_each(:calls))",
          "UPDATE artifact SET expires_at = 0, name = '' WHERE execution IN"
              + " (SELECT value FROM json_each(:calls))");

  /** Tasks that have ended and have asked in the session; a batch has no words itself. */
  private static final String TASKS =
      """
      SELECT id FROM task WHERE ended_at IS NOT NULL AND kind <> 'batch'
        AND EXISTS (SELECT 1 FROM task_input WHERE task_id = id)
        AND id IN (SELECT task FROM call WHERE +task <> '' AND %s)
      LIMIT :most\
      """
          .formatted(OF_SESSION);

  /** What is said of a task by itself stays: its state, its times and what it has used. */
  private static final List<String> DELETE_OF_TASKS =
      List.of(
          "UPDATE task SET error = '', progress_text = '' WHERE id IN"
              + " (SELECT value FROM json_each(:tasks))",
          "UPDATE task_failure SET error = '' WHERE task_id IN"
              + " (SELECT value FROM json_each(:tasks))",
          "UPDATE task_event SET body = json_remove(body, '$.error.message') WHERE task_id IN"
              + " (SELECT value FROM json_each(:tasks))",
          "DELETE FROM task_input WHERE task_id IN (SELECT value FROM json_each(:tasks))",
          "DELETE FROM task_result WHERE task_id IN (SELECT value FROM json_each(:tasks))",
          "DELETE FROM task_step WHERE task_id IN (SELECT value FROM json_each(:tasks))");

  private static final List<String> DELETE_OF_SESSION =
      List.of(
          "DELETE FROM skill_session WHERE owner = :owner AND session = :session",
          "DELETE FROM character_group WHERE owner = :owner AND id = :session");

  private TraceTable() {}

  /** Calls of a session of whose words others have kept some; so many at most. */
  static List<String> calls(Handle handle, String owner, String session, int most) {
    return names(handle, TRACED, owner, session, most);
  }

  /** Tasks of a session that have ended and still have their words; so many at most. */
  static List<String> tasks(Handle handle, String owner, String session, int most) {
    return names(handle, TASKS, owner, session, most);
  }

  private static List<String> names(
      Handle handle, String query, String owner, String session, int most) {
    int at = session.lastIndexOf('@');
    return handle
        .createQuery(query)
        .bind("base", at < 0 ? "" : session.substring(0, at))
        .bind("user", session.substring(at + 1))
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

  /** Removes the words of some tasks. */
  static void deleteOfTasks(Handle handle, List<String> tasks) {
    for (var each : DELETE_OF_TASKS) {
      handle.createUpdate(each).bind("tasks", Json.text(tasks)).execute();
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
