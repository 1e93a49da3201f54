package dev.tutti.session;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What others keep of a session "s": bodies, recordings, files, a task, a group, a response. */
final class KeptElsewhere {
  private KeptElsewhere() {}

  /**
   * Inserts it.
   *
   * @param word stands wherever there is room for one
   * @param calls of the session, "call0" and so on
   */
  static boolean insert(Handle handle, String owner, String word, int calls) {
    handle.execute("INSERT INTO word (text) VALUES (?)", owner);
    for (int at = 0; at < calls; at++) {
      handle.execute(
          "INSERT INTO call_body (call_id, at, model, request, answer, cut)"
              + " VALUES (?, 0, 'm', ?, ?, 0)",
          "call" + at,
          word,
          word);
      handle.execute(
          "INSERT INTO skill_recording"
              + " (id, skill, version, revision, recorded_at, outcome, size, body)"
              + " VALUES (?, 's', '1', '1', 0, 'completed', 1, ?)",
          "call" + at,
          word);
      insertCall(handle, "call" + at, owner);
    }
    handle.execute(
        "INSERT INTO call_body VALUES (NULL, 'running', 0, 'm', ?, ?, 0, ?, 's')",
        word,
        word,
        owner); // its call has no row yet
    handle.execute(
        "INSERT INTO skill_recording VALUES ('running', 's', '1', '1', 0, 'failed', 1, ?, ?, 's')",
        word,
        owner);
    handle.execute(
        "INSERT INTO artifact VALUES ('a', 'call0', ?, 's', ?, 't', 1, 'h', 1, 9)", owner, word);
    insertTask(handle, word);
    handle.execute("INSERT INTO character_group VALUES (?, 's', ?, 0, ?)", owner, word, word);
    return handle.execute(
            "INSERT INTO response VALUES ('r', ?, 's', NULL, 0, 1, 1, 1, ?)", owner, word)
        > 0;
  }

  private static void insertCall(Handle handle, String id, String owner) {
    var others = others(handle, "call", List.of("call_id", "session", "owner"));
    handle.execute(
        "INSERT INTO call (call_id, session, owner, %s)".formatted(String.join(", ", others))
            + " SELECT ?, 's', id%s FROM word".formatted(", 0".repeat(others.size()))
            + " WHERE text = ?",
        id,
        owner);
  }

  /** The other columns of a table that must have something, which is 0. */
  private static List<String> others(Handle handle, String table, List<String> given) {
    return handle
        .createQuery(
            "SELECT name FROM pragma_table_info('%s')".formatted(table)
                + " WHERE \"notnull\" AND dflt_value IS NULL")
        .mapTo(String.class)
        .list()
        .stream()
        .filter(each -> !given.contains(each))
        .toList();
  }

  /** A task that has ended, and that has asked in the session. */
  private static void insertTask(Handle handle, String word) {
    var others = others(handle, "task", List.of("id", "error", "progress_text"));
    handle.execute(
        "INSERT INTO task (id, error, progress_text, ended_at, %s)"
                .formatted(String.join(", ", others))
            + " VALUES ('task', ?, ?, 1%s)".formatted(", 0".repeat(others.size())),
        word,
        word);
    handle.execute("UPDATE call SET task = 'task' WHERE call_id = 'call0'");
    handle.execute("INSERT INTO task_input VALUES ('task', ?)", word);
    handle.execute("INSERT INTO task_result VALUES ('task', ?)", word);
    handle.execute("INSERT INTO task_step VALUES ('task', 'n', 'h', 1, 1, 0, 0, 0, ?)", word);
    handle.execute(
        "INSERT INTO task_event VALUES ('task', 1, 1, 'failed', json_object('error', json_object('message', ?)))",
        word);
    handle.execute(
        "INSERT INTO task_failure VALUES ('task', 1, 1, 'k', 's', 'c', 'e', 's', 's', 1, 0, ?)",
        word);
  }
}
