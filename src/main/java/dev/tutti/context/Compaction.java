package dev.tutti.context;

import java.util.List;

/**
 * Work for a model in the background: messages to sum up, together with the summary so far.
 *
 * @param before the summary so far, {@link HistorySummary#NONE} for none
 * @param messages that the new summary stands for as well, oldest first
 */
public record Compaction(HistorySummary before, List<HistoryMessage> messages) {
  /** Nothing to sum up. */
  public static final Compaction NONE = new Compaction(HistorySummary.NONE, List.of());

  /** Keeps a copy of the list. */
  public Compaction {
    messages = List.copyOf(messages);
  }

  /** Everything of an input that a summary can stand for: all but the last exchange. */
  public static Compaction most(ContextInput input) {
    return ViewAssembly.of(input).most();
  }

  /** Whether there is nothing to sum up. */
  public boolean isEmpty() {
    return messages.isEmpty();
  }
}
