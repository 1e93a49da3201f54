package dev.tutti.session;

import java.util.List;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/** Messages of a session, read from its rows. */
final class SessionHistory {
  /** Rows that most messages are made of at most: reasoning and text. */
  private static final int ROWS = 2;

  private SessionHistory() {}

  /** All of them. */
  static List<SessionMessage> all(Handle handle, String owner, String session, LongConsumer room) {
    return RowMessages.of(MessageTable.all(handle, owner, session, room));
  }

  /** The last ones; the first of what is read may be a part of a message only. */
  static List<SessionMessage> last(
      Handle handle, String owner, String session, int count, LongConsumer room) {
    return RowMessages.of(MessageTable.last(handle, owner, session, count * ROWS, room));
  }

  /** Some behind a place; the last of what is read may be a part of a message only. */
  static RowList<SessionMessage> page(
      Handle handle, ChatSession session, long after, int limit, LongConsumer room) {
    int rows = (limit + 2) * ROWS;
    while (true) {
      var read = MessageTable.after(handle, session, after, rows, room);
      var messages = RowMessages.of(read);
      if (read.size() < rows || messages.size() >= limit + 2) {
        return RowList.of(messages, limit);
      }
      rows *= ROWS;
    }
  }
}
