package dev.tutti.change;

import dev.tutti.chat.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of the history of changes. */
final class ChangeTable {
  private static final String INSERT =
      """
      INSERT INTO config_change (id, changed_at, who, action, kind, name, effect, body, base)
      VALUES (:id, :at, :who, :action, :kind, :name, :effect, :body, :base)""";

  private static final String LAST_UP_TO =
      """
      SELECT * FROM config_change
      WHERE id IN (SELECT max(id) FROM config_change WHERE id <= :revision GROUP BY kind, name)
      ORDER BY id""";

  private static final String NEWEST =
      "SELECT * FROM config_change WHERE id < :before ORDER BY id DESC LIMIT :limit";

  private ChangeTable() {}

  static void insert(Handle handle, Change change) {
    handle
        .createUpdate(INSERT)
        .bind("id", change.id())
        .bind("at", change.at().toEpochMilli())
        .bind("who", change.who())
        .bind("action", change.action())
        .bind("kind", change.subject().kind().word())
        .bind("name", change.subject().name())
        .bind("effect", change.effect().word())
        .bind("body", body(change.effect()))
        .bind("base", change.base())
        .execute();
  }

  private static @Nullable String body(Effect effect) {
    return effect instanceof Effect.Given given ? Json.text(given.json()) : null;
  }

  /** The overlay of a revision; of the last one for a number that is greater. */
  static Overlay overlay(Handle handle, long revision) {
    return Overlay.NONE.with(
        handle
            .createQuery(LAST_UP_TO)
            .bind("revision", revision)
            .map((rows, _) -> change(rows))
            .list());
  }

  /** The newest changes whose number is less than one, newest first. */
  static List<Change> newest(Handle handle, long before, int limit) {
    return handle
        .createQuery(NEWEST)
        .bind("before", before)
        .bind("limit", limit)
        .map((rows, _) -> change(rows))
        .list();
  }

  private static Change change(ResultSet rows) throws SQLException {
    var kind = Subject.Kind.valueOf(rows.getString("kind").toUpperCase(Locale.ROOT));
    return new Change(
        rows.getLong("id"),
        Instant.ofEpochMilli(rows.getLong("changed_at")),
        rows.getString("who"),
        rows.getString("action"),
        new Subject(kind, rows.getString("name")),
        effect(rows),
        rows.getString("base"));
  }

  private static Effect effect(ResultSet rows) throws SQLException {
    var word = rows.getString("effect");
    return switch (word) {
      case "given" -> new Effect.Given(Json.tree(rows.getString("body")));
      case "hidden" -> new Effect.Hidden();
      case "drained" -> new Effect.Drained();
      case "cleared" -> new Effect.Cleared();
      default -> throw new IllegalStateException("config_change.effect: " + word);
    };
  }
}
