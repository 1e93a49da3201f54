package dev.tutti.context;

import java.util.ArrayList;
import java.util.List;

/**
 * History at random as it grows: the requests that models were sent one after the other, of which a
 * turn with a loop of tools has several.
 */
final class GrowingHistory {
  private final HistoryTurns turns;
  private final List<Request> requests = new ArrayList<>();

  /**
   * Request of a turn.
   *
   * @param turn its number
   * @param newest the turn's messages so far
   */
  record Request(int turn, List<HistoryMessage> newest) {
    boolean opens() {
      return newest.size() == 1;
    }
  }

  private GrowingHistory(HistoryTurns turns) {
    this.turns = turns;
  }

  static GrowingHistory of(long seed) {
    var growing = new GrowingHistory(HistoryTurns.of(RandomHistory.of(seed).history()));
    for (int turn = 0; turn < growing.turns.size(); turn++) {
      growing.add(turn, growing.turns.get(turn));
    }
    return growing;
  }

  private void add(int number, HistoryTurn turn) {
    var messages = turn.messages();
    for (int end = 1; turn.hasQuestion() && end <= messages.size(); end++) {
      boolean isOpen = end == 1 || messages.get(end - 1).isToolResult();
      boolean goesOn = end < messages.size() && messages.get(end).isToolResult();
      if (isOpen && !goesOn) {
        requests.add(new Request(number, messages.subList(0, end)));
      }
    }
  }

  int turns() {
    return turns.size();
  }

  List<Request> requests() {
    return requests;
  }

  /** What was said before a turn. */
  List<HistoryMessage> before(int turn) {
    var before = new ArrayList<HistoryMessage>();
    for (int at = 0; at < turn; at++) {
      before.addAll(turns.get(at).messages());
    }
    return before;
  }

  /** What was said after a request and before another one's newest turn. */
  List<HistoryMessage> between(Request first, Request second) {
    if (first.turn() == second.turn()) {
      return List.of();
    }
    var messages = turns.get(first.turn()).messages();
    var between = new ArrayList<>(messages.subList(first.newest().size(), messages.size()));
    for (int turn = first.turn() + 1; turn < second.turn(); turn++) {
      between.addAll(turns.get(turn).messages());
    }
    return between;
  }

  Dependence dependence(int turn) {
    return turns.get(turn).dependence();
  }

  /** Tokens of what is in every view of a turn. */
  long pinned(int turn) {
    return turns.tokens(TurnSelection.from(TurnSelection.NONE), turn);
  }

  /** Tokens of the messages with these ids. */
  long tokens(List<String> ids) {
    return before(turns.size()).stream()
        .filter(message -> ids.contains(message.id()))
        .mapToLong(HistoryMessage::tokens)
        .sum();
  }
}
