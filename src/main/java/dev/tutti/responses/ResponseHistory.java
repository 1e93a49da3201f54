package dev.tutti.responses;

import dev.tutti.session.ChatSession;
import dev.tutti.session.MessageRow;
import dev.tutti.session.UnreadRows;
import dev.tutti.session.item.StoredItem;
import java.time.Instant;
import java.util.List;

/**
 * History before a response: what was given and said, the oldest first.
 *
 * @param session that it is of; one without a name where nothing came before
 * @param whole whether it is of all that the session has, rather than of one of its branches
 * @param unread of it, as no view reaches it
 */
public record ResponseHistory(
    ChatSession session, List<MessageRow> rows, boolean whole, UnreadRows unread) {
  /** Nothing came before. */
  public static final ResponseHistory NONE =
      new ResponseHistory(
          ChatSession.begin("", "", "", Instant.EPOCH), List.of(), true, UnreadRows.NONE);

  /** Keeps a copy of the list. */
  public ResponseHistory {
    rows = List.copyOf(rows);
  }

  /** Whether nothing came before, not even a conversation without a word. */
  public boolean isNone() {
    return session.id().isEmpty();
  }

  /** The same as items of the Responses API. */
  public List<StoredItem> items() {
    return rows.stream().flatMap(row -> row.items().stream()).toList();
  }
}
