package dev.tutti.session;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The SQL of how much is kept: texts, and what a row costs besides. */
public final class StorageSizeTable {
  /** Bytes that each row takes beside its text: ids, owner and indexes. */
  public static final int ROW = 512;

  private static final String SUM =
      """
      SELECT (SELECT coalesce(sum(bytes), 0) + count(*) * :row FROM message WHERE %s)
        + (SELECT coalesce(sum(size), 0) + count(*) * :row FROM response WHERE %s)
        + (SELECT coalesce(sum(size), 0) + count(*) * :row FROM session WHERE %s)\
      """;

  private static final String OF_OWNER = SUM.formatted("owner = :of", "owner = :of", "owner = :of");
  private static final String OF_SESSION =
      SUM.formatted(
          "owner = :of AND session_id = :session",
          "owner = :of AND session_id = :session",
          "owner = :of AND id = :session");

  private StorageSizeTable() {}

  /** Bytes of everything that an owner has; reads indexes only. */
  public static long ofOwner(Handle handle, String owner) {
    return sum(handle.createQuery(OF_OWNER), owner);
  }

  /** Bytes of a session with all that is in it. */
  public static long ofSession(Handle handle, String owner, String session) {
    return sum(handle.createQuery(OF_SESSION).bind("session", session), owner);
  }

  private static long sum(Query query, String owner) {
    return query.bind("of", owner).bind("row", ROW).mapTo(Long.class).one();
  }
}
