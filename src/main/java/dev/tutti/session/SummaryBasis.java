package dev.tutti.session;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Basis of a new summary: what it was made of must still be there when it is kept.
 *
 * @param before what the summary so far stands for, {@link SummarisedMessages#NONE} for none
 * @param messages ids of those that the new one stands for as well, at least one
 */
public record SummaryBasis(SummarisedMessages before, List<String> messages) {

  /** Keeps a copy of the ids. */
  public SummaryBasis {
    messages = List.copyOf(messages);
  }

  /** Whether it is there: where a message is deleted, summaries go with it. */
  boolean isThere(Handle handle, ChatSession session) {
    return MessageTable.hasAll(handle, session, messages)
        && (before.equals(SummarisedMessages.NONE)
            || SummaryTable.latest(handle, session.owner(), session.id())
                .filter(each -> each.messages().equals(before))
                .isPresent());
  }
}
