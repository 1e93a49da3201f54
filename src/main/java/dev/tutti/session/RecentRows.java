package dev.tutti.session;

import java.util.List;

/**
 * Rows of a history that a view is made of: the latest ones, and from before them the turns with
 * something that is in every view.
 *
 * @param rows the oldest first
 * @param unread what is missing between them
 */
public record RecentRows(List<MessageRow> rows, UnreadRows unread) {
  /** Keeps a copy of the list. */
  public RecentRows {
    rows = List.copyOf(rows);
  }

  /** The messages that they make up. */
  RecentHistory messages() {
    return new RecentHistory(RowMessages.of(rows), unread);
  }
}
