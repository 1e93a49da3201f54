package dev.tutti.context;

import java.util.Set;

/**
 * Summary of the beginning of a history.
 *
 * @param text as a model is told it
 * @param tokens of the text
 * @param messages the ids of the messages that it stands for, of those in the history at least
 * @param others how many more it stands for, which are not in the history
 */
public record HistorySummary(String text, long tokens, Set<String> messages, long others) {
  /** No summary. */
  public static final HistorySummary NONE = new HistorySummary("", 0, Set.of());

  /** Summary of messages whose ids are all known. */
  public HistorySummary(String text, long tokens, Set<String> messages) {
    this(text, tokens, messages, 0);
  }

  /** Keeps a copy of the ids. */
  public HistorySummary {
    messages = Set.copyOf(messages);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return text.isEmpty();
  }
}
