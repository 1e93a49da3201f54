package dev.tutti.session;

import java.util.List;

/**
 * Message of a session with the rows that it is made of: one of a chat, several of items.
 *
 * @param rows in their order; first those before it that say nothing to a chat and led to it
 */
public record MessageGroup(SessionMessage message, List<MessageRow> rows) {
  /** Keeps a copy of the list. */
  public MessageGroup {
    rows = List.copyOf(rows);
  }

  /** The messages of rows; what follows the last of them and says nothing is in none. */
  public static List<MessageGroup> of(List<MessageRow> rows) {
    return RowMessages.groups(rows);
  }
}
