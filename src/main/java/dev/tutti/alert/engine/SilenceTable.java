package dev.tutti.alert.engine;

import dev.tutti.alert.notice.Silence;
import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The SQL of silences. */
final class SilenceTable {
  private static final String PUT =
      """
      INSERT INTO alert_silence (id, starts_at, ends_at, matchers, reason, who)
      VALUES (:id, :from, :to, :matchers, :reason, :who)
      ON CONFLICT (id) DO UPDATE SET ends_at = excluded.ends_at\
      """;

  private SilenceTable() {}

  static void put(Handle handle, Silence silence) {
    handle
        .createUpdate(PUT)
        .bind("id", silence.id())
        .bind("from", silence.from().toEpochMilli())
        .bind("to", silence.to().toEpochMilli())
        .bind("matchers", Json.text(silence.matchers()))
        .bind("reason", silence.reason())
        .bind("who", silence.who())
        .execute();
  }

  static List<Silence> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM alert_silence")
        .map(
            (rows, _) -> {
              var matchers = new TreeMap<String, String>();
              Json.tree(rows.getString("matchers"))
                  .forEachEntry((name, form) -> matchers.put(name, form.asString()));
              return new Silence(
                  rows.getString("id"),
                  Instant.ofEpochMilli(rows.getLong("starts_at")),
                  Instant.ofEpochMilli(rows.getLong("ends_at")),
                  matchers,
                  rows.getString("reason"),
                  rows.getString("who"));
            })
        .list();
  }

  static void deleteOlder(Handle handle, Instant before) {
    handle
        .createUpdate("DELETE FROM alert_silence WHERE ends_at < :before")
        .bind("before", before.toEpochMilli())
        .execute();
  }
}
