package dev.tutti.context;

import java.util.BitSet;
import java.util.List;

/**
 * Turn of a history: a user's message and all that follows it before the next.
 *
 * @param messages at least one
 */
record HistoryTurn(List<HistoryMessage> messages) {

  long tokens() {
    return messages.stream().mapToLong(HistoryMessage::tokens).sum();
  }

  /** The answer that ends it with what was said after it, which no request has had yet. */
  List<HistoryMessage> answer() {
    int from = messages.size();
    while (from > 0 && !messages.get(from - 1).isUser() && !messages.get(from - 1).isToolResult()) {
      from--;
    }
    return messages.subList(from, messages.size());
  }

  long answerTokens() {
    return answer().stream().mapToLong(HistoryMessage::tokens).sum();
  }

  /** Whether a user's message begins it. */
  boolean hasQuestion() {
    return messages.getFirst().isUser();
  }

  Dependence dependence() {
    return hasQuestion() ? messages.getFirst().dependence() : Dependence.DEPENDENT;
  }

  /** Whether a model has still to answer it. */
  boolean isOpen() {
    var last = messages.getLast();
    return last.isUser() || last.isToolResult() || last.callsTools();
  }

  boolean namesSomething() {
    return messages.stream().anyMatch(message -> NameScan.hasName(message.text()));
  }

  /**
   * The places of what is sent even where the turn is left out: pinned messages with their
   * question; a call of tools and its results together.
   */
  BitSet pinned() {
    var pinned = new BitSet();
    int end;
    for (int at = 0; at < messages.size(); at = end) {
      end = unitEnd(at);
      if (messages.subList(at, end).stream().anyMatch(HistoryMessage::stays)) {
        pinned.set(at, end);
      }
    }
    if (!pinned.isEmpty() && hasQuestion()) {
      pinned.set(0);
    }
    return pinned;
  }

  /** The end of what cannot be split, of which this message is the first. */
  private int unitEnd(int at) {
    int end = at + 1;
    boolean together = messages.get(at).callsTools() || messages.get(at).isToolResult();
    while (together && end < messages.size() && messages.get(end).isToolResult()) {
      end++;
    }
    return end;
  }

  long pinnedTokens() {
    return pinned().stream().mapToLong(at -> messages.get(at).tokens()).sum();
  }
}
