package dev.tutti.responses;

import org.jdbi.v3.core.Handle;

/** The SQL of how much is kept: texts, and what a row costs besides. */
final class StorageSizeTable {
  /** Bytes that each row takes beside its text: ids, owner and indexes. */
  static final int ROW = 512;

  private static final String SUM =
      """
      SELECT (SELECT coalesce(sum(bytes), 0) + count(*) * :row FROM item WHERE %s)
        + (SELECT coalesce(sum(size), 0) + count(*) * :row FROM response WHERE %s)
        + (SELECT coalesce(sum(size), 0) + count(*) * :row FROM session WHERE %s)\
      """;

  private static final String OF_OWNER = SUM.formatted("owner = :of", "owner = :of", "owner = :of");
  private static final String OF_SESSION =
      SUM.formatted("session_id = :of", "session_id = :of", "id = :of");

  private StorageSizeTable() {}

  /** Bytes of everything that an owner has; reads indexes only. */
  static long ofOwner(Handle handle, String owner) {
    return sum(handle, OF_OWNER, owner);
  }

  /** Bytes of a session with all that is in it. */
  static long ofSession(Handle handle, String session) {
    return sum(handle, OF_SESSION, session);
  }

  private static long sum(Handle handle, String sql, String of) {
    return handle.createQuery(sql).bind("of", of).bind("row", ROW).mapTo(Long.class).one();
  }
}
