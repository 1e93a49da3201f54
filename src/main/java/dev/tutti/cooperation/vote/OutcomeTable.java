package dev.tutti.cooperation.vote;

import dev.tutti.chat.Json;
import dev.tutti.cooperation.vote.weight.OutcomeRow;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of outcomes. */
final class OutcomeTable {
  private static final String INSERT =
      """
      INSERT INTO vote_outcome (id, digest, task_type, learned_at, body)
      SELECT coalesce(max(id), 0) + 1, :digest, :type, :at, :body FROM vote_outcome
      WHERE true ON CONFLICT (digest) DO NOTHING\
      """;

  private static final String NEWEST =
      "SELECT task_type, body FROM vote_outcome ORDER BY id DESC LIMIT :limit";

  private static final String VERSION =
      """
      SELECT coalesce(max(id), 0) || '/' || count(*) || '/' || coalesce(max(learned_at), 0)
      FROM vote_outcome\
      """;

  private static final String DELETE_OLDER =
      """
      DELETE FROM vote_outcome WHERE id <=
        (SELECT id FROM vote_outcome ORDER BY id DESC LIMIT 1 OFFSET :most)\
      """;

  private OutcomeTable() {}

  /**
   * Outcome to be kept.
   *
   * @param digest null where the question is not known
   */
  record NewOutcome(@Nullable String digest, OutcomeRow row) {}

  /** Number of those that were not there yet. */
  static int insert(Handle handle, List<NewOutcome> outcomes, Instant at, int most) {
    int added = 0;
    for (var each : outcomes) {
      added +=
          handle
              .createUpdate(INSERT)
              .bind("digest", each.digest)
              .bind("type", each.row.taskType())
              .bind("at", at.toEpochMilli())
              .bind("body", body(each.row))
              .execute();
    }
    handle.createUpdate(DELETE_OLDER).bind("most", most).execute();
    return added;
  }

  /** Deletes the outcome of a digest; says how many there were. */
  static int delete(Handle handle, String digest) {
    return handle
        .createUpdate("DELETE FROM vote_outcome WHERE digest = :digest")
        .bind("digest", digest)
        .execute();
  }

  /** The newest outcomes, newest first. */
  static List<OutcomeRow> newest(Handle handle, int limit) {
    return handle
        .createQuery(NEWEST)
        .bind("limit", limit)
        .map((rows, _) -> row(rows.getString("task_type"), rows.getString("body")))
        .list();
  }

  /** Another text whenever there are other outcomes; one that replaces another may have its id. */
  static String version(Handle handle) {
    return handle.createQuery(VERSION).mapTo(String.class).one();
  }

  static int deleteAll(Handle handle) {
    return handle.createUpdate("DELETE FROM vote_outcome").execute();
  }

  private static String body(OutcomeRow row) {
    return Json.text(OutcomeJson.of(row.answers()));
  }

  private static OutcomeRow row(String taskType, String body) {
    return new OutcomeRow(taskType, OutcomeJson.read(Json.tree(body)));
  }
}
