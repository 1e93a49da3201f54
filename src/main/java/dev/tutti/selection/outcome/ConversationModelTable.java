package dev.tutti.selection.outcome;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of models that conversations have. */
final class ConversationModelTable {
  private static final String PUT =
      """
      INSERT INTO route_conversation (id, model, noted_at) VALUES (:id, :model, :at)
      ON CONFLICT (id) DO UPDATE SET model = excluded.model, noted_at = excluded.noted_at\
      """;

  private static final String LATEST =
      "SELECT id, model, noted_at FROM route_conversation ORDER BY noted_at DESC LIMIT :most";

  private static final String FIRST_TOO_MANY =
      "SELECT noted_at FROM route_conversation ORDER BY noted_at DESC LIMIT 1 OFFSET :most";

  private ConversationModelTable() {}

  /** Adds some, each in the place of what was there of its conversation. */
  static int put(Handle handle, Collection<ConversationModel> some) {
    try (var batch = handle.prepareBatch(PUT)) {
      for (var each : some) {
        batch
            .bind("id", each.conversation())
            .bind("model", each.model())
            .bind("at", each.at().toEpochMilli())
            .add();
      }
      batch.execute();
      return some.size();
    }
  }

  /** The newest ones, the newest first. */
  static List<ConversationModel> latest(Handle handle, int most) {
    return handle
        .createQuery(LATEST)
        .bind("most", most)
        .map(
            (rows, _) ->
                new ConversationModel(
                    rows.getLong("id"),
                    rows.getString("model"),
                    Instant.ofEpochMilli(rows.getLong("noted_at"))))
        .list();
  }

  /** Leaves the newest ones, none older than an instant; how many went. */
  static int trim(Handle handle, int most, Instant oldest) {
    long surplus =
        handle
            .createQuery(FIRST_TOO_MANY)
            .bind("most", most)
            .mapTo(Long.class)
            .findOne()
            .orElse(Long.MIN_VALUE);
    return handle
        .createUpdate("DELETE FROM route_conversation WHERE noted_at <= :last")
        .bind("last", Math.max(surplus, oldest.toEpochMilli()))
        .execute();
  }
}
