package dev.tutti.savedview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of saved views. */
final class SavedViewTable {
  private static final String PUT =
      """
      INSERT INTO console_view (owner, name, path, shared, saved_by, saved_at)
      VALUES (:owner, :name, :path, :shared, :by, :at)
      ON CONFLICT (owner, name) DO UPDATE SET path = excluded.path, shared = excluded.shared,
        saved_by = excluded.saved_by, saved_at = excluded.saved_at\
      """;

  private static final String SEEN =
      """
      SELECT * FROM console_view WHERE owner = :owner
      UNION ALL SELECT * FROM (
        SELECT * FROM console_view WHERE shared AND owner <> :owner ORDER BY name, owner LIMIT :most)
      ORDER BY name, owner\
      """;

  private static final String SHARED =
      "SELECT path FROM console_view WHERE owner = :owner AND name = :name AND shared";

  private static final String COUNT =
      "SELECT count(*) FROM console_view WHERE owner = :owner AND name <> :name";

  private static final String DELETE =
      "DELETE FROM console_view WHERE owner = :owner AND name = :name";

  private SavedViewTable() {}

  /** Adds one, or puts it in the place of the one of its name. */
  static void put(Handle handle, SavedView view) {
    handle
        .createUpdate(PUT)
        .bind("owner", view.owner())
        .bind("name", view.name())
        .bind("path", view.path())
        .bind("shared", view.shared())
        .bind("by", view.by())
        .bind("at", view.at().toEpochMilli())
        .execute();
  }

  /** Those of an owner, and at most so many that others share, by their names. */
  static List<SavedView> seen(Handle handle, String owner, int most) {
    return handle
        .createQuery(SEEN)
        .bind("owner", owner)
        .bind("most", most)
        .map(
            (rows, _) ->
                new SavedView(
                    rows.getString("owner"),
                    rows.getString("name"),
                    rows.getString("path"),
                    rows.getBoolean("shared"),
                    rows.getString("saved_by"),
                    Instant.ofEpochMilli(rows.getLong("saved_at"))))
        .list();
  }

  /** Path of an owner's view that everybody sees; empty where nobody else sees it. */
  static Optional<String> shared(Handle handle, String owner, String name) {
    return handle
        .createQuery(SHARED)
        .bind("owner", owner)
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }

  /** Number of an owner's views of other names. */
  static int others(Handle handle, String owner, String name) {
    return handle
        .createQuery(COUNT)
        .bind("owner", owner)
        .bind("name", name)
        .mapTo(Integer.class)
        .one();
  }

  /** Removes one; says whether it was there. */
  static boolean delete(Handle handle, String owner, String name) {
    return handle.createUpdate(DELETE).bind("owner", owner).bind("name", name).execute() > 0;
  }
}
