package dev.tutti.memory.api;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The messages of all sessions, read within a transaction of the caller. Messages of one session
 * come in the order in which they were said. Thread-safe.
 */
public interface MessageRows {
  /**
   * Rows of a user that are there.
   *
   * @param last the greatest of them, 0 for none
   * @param id of the message in that row, empty for none
   */
  record Extent(long count, long last, String id) {
    /** Extent of nothing. */
    public static final Extent NONE = new Extent(0, 0, "");
  }

  /** Rows that are there now. */
  Extent extent(Handle handle, String owner, String user);

  /** The next rows after one, in their order. */
  List<RecallRow> after(Handle handle, String owner, String user, long row, int limit);

  /** Some rows, in any order; those that are gone are left out. */
  List<RecallRow> named(Handle handle, String owner, String user, Collection<Long> rows);

  /** Messages of nobody. */
  MessageRows NONE =
      new MessageRows() {
        @Override
        public Extent extent(Handle handle, String owner, String user) {
          return Extent.NONE;
        }

        @Override
        public List<RecallRow> after(
            Handle handle, String owner, String user, long row, int limit) {
          return List.of();
        }

        @Override
        public List<RecallRow> named(
            Handle handle, String owner, String user, Collection<Long> rows) {
          return List.of();
        }
      };
}
