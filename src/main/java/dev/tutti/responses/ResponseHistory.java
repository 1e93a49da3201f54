package dev.tutti.responses;

import dev.tutti.session.ChatSession;
import dev.tutti.session.MessageRow;
import dev.tutti.session.item.StoredItem;
import java.time.Instant;
import java.util.List;

/**
 * History before a response: everything that was given and said, the oldest first.
 *
 * @param session that it is of; one without a name where nothing came before
 * @param whole whether it is all that the session has, rather than one of its branches
 */
public record ResponseHistory(ChatSession session, List<MessageRow> rows, boolean whole) {
  /** Nothing came before. */
  public static final ResponseHistory NONE =
      new ResponseHistory(ChatSession.begin("", "", "", Instant.EPOCH), List.of(), true);

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
