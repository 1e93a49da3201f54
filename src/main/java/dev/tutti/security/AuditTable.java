package dev.tutti.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of the audit. */
final class AuditTable {
  private static final String INSERT =
      """
      INSERT INTO audit (id, done_at, who, action, target, before_hash, after_hash)
      SELECT coalesce(max(id), 0) + 1, :at, :who, :action, :target, :before, :after FROM audit\
      """;

  private static final String NEWEST =
      "SELECT * FROM audit WHERE id < :before ORDER BY id DESC LIMIT :limit";

  private AuditTable() {}

  static void insert(
      Handle handle, AuditEvent event, @Nullable String before, @Nullable String after) {
    handle
        .createUpdate(INSERT)
        .bind("at", event.at().toEpochMilli())
        .bind("who", event.who())
        .bind("action", event.action())
        .bind("target", event.target())
        .bind("before", before)
        .bind("after", after)
        .execute();
  }

  /** The newest rows whose number is less than one, newest first. */
  static List<AuditEntry> newest(Handle handle, long before, int limit) {
    return handle
        .createQuery(NEWEST)
        .bind("before", before)
        .bind("limit", limit)
        .map((rows, _) -> entry(rows))
        .list();
  }

  private static AuditEntry entry(ResultSet rows) throws SQLException {
    var event =
        new AuditEvent(
            Instant.ofEpochMilli(rows.getLong("done_at")),
            rows.getString("who"),
            rows.getString("action"),
            rows.getString("target"));
    return new AuditEntry(
        rows.getLong("id"), event, rows.getString("before_hash"), rows.getString("after_hash"));
  }

  static Optional<String> salt(Handle handle) {
    return handle.createQuery("SELECT salt FROM audit_salt").mapTo(String.class).findFirst();
  }

  static void salt(Handle handle, String salt) {
    handle.createUpdate("INSERT INTO audit_salt (salt) VALUES (?)").bind(0, salt).execute();
  }
}
