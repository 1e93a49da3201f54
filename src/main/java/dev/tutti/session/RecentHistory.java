package dev.tutti.session;

import java.util.List;

/**
 * Part of a history that a view is made of: its latest messages, and from before them the turns
 * with something that is in every view.
 *
 * @param messages the oldest first
 * @param unread what is missing between them
 */
public record RecentHistory(List<SessionMessage> messages, UnreadRows unread) {
  /** Keeps a copy of the list. */
  public RecentHistory {
    messages = List.copyOf(messages);
  }
}
