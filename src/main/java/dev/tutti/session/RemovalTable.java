package dev.tutti.session;

import org.jdbi.v3.core.Handle;

/** The SQL that removes what a session has, so much at a time as other writers can wait for. */
final class RemovalTable {
  /** Rows of a part, which take the one writer some hundredths of a second. */
  static final int ROWS = 500;

  /** Bytes of a part that has more than one row: what is deleted is overwritten. */
  static final long BYTES = 4L << 20;

  private static final String MESSAGES =
      """
      SELECT position AS place, bytes FROM message WHERE owner = :owner AND session_id = :session
      ORDER BY position LIMIT :rows\
      """;

  private static final String DELETE_MESSAGES =
      """
      DELETE FROM message WHERE owner = :owner AND session_id = :session AND position <= :last\
      """;

  private static final String RESPONSES =
      """
      SELECT rowid AS place, size AS bytes FROM response
      WHERE owner = :owner AND session_id = :session ORDER BY rowid LIMIT :rows\
      """;

  private static final String DELETE_RESPONSES =
      "DELETE FROM response WHERE owner = :owner AND session_id = :session AND rowid <= :last";

  private RemovalTable() {}

  /** Removes the first messages of a session; says how much that was. */
  static MessageTable.Size messages(Handle handle, SessionLease of) {
    return delete(handle, of, MESSAGES, DELETE_MESSAGES);
  }

  /** Removes the first responses of a session; says how much that was. */
  static MessageTable.Size responses(Handle handle, SessionLease of) {
    return delete(handle, of, RESPONSES, DELETE_RESPONSES);
  }

  private static MessageTable.Size delete(
      Handle handle, SessionLease of, String select, String delete) {
    record Row(long place, long bytes) {}
    var first =
        handle
            .createQuery(select)
            .bind("owner", of.owner())
            .bind("session", of.session())
            .bind("rows", ROWS)
            .map((rows, _) -> new Row(rows.getLong("place"), rows.getLong("bytes")))
            .list();
    int count = 0;
    long bytes = 0;
    while (count < first.size() && (count == 0 || bytes + first.get(count).bytes <= BYTES)) {
      bytes += first.get(count++).bytes;
    }
    if (count > 0) {
      handle
          .createUpdate(delete)
          .bind("owner", of.owner())
          .bind("session", of.session())
          .bind("last", first.get(count - 1).place)
          .execute();
    }
    return new MessageTable.Size(count, bytes);
  }
}
