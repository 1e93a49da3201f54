package dev.tutti.context;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Turns of a history with their sums, so that a choice is weighed without adding up again. Not
 * thread-safe.
 */
final class HistoryTurns {
  private final List<HistoryTurn> turns;
  private final long[] whole;
  private final long[] pinned;
  private final BitSet naming = new BitSet();
  private int scanned;

  private HistoryTurns(List<HistoryTurn> turns) {
    this.turns = turns;
    whole = new long[turns.size() + 1];
    pinned = new long[turns.size() + 1];
    for (int at = 0; at < turns.size(); at++) {
      whole[at + 1] = whole[at] + turns.get(at).tokens();
      pinned[at + 1] = pinned[at] + turns.get(at).pinnedTokens();
    }
  }

  /** The turns of a history. What precedes the first user's message is a turn, too. */
  static HistoryTurns of(List<HistoryMessage> history) {
    var turns = new ArrayList<HistoryTurn>();
    int from = 0;
    for (int at = 1; at <= history.size(); at++) {
      if (at == history.size() || history.get(at).isUser()) {
        turns.add(new HistoryTurn(history.subList(from, at)));
        from = at;
      }
    }
    return new HistoryTurns(List.copyOf(turns));
  }

  int size() {
    return turns.size();
  }

  HistoryTurn get(int turn) {
    return turns.get(turn);
  }

  /** The tokens of all. */
  long tokens() {
    return whole[turns.size()];
  }

  /** The tokens of turns from one to before another. */
  long tokens(int from, int to) {
    return from < to ? whole[to] - whole[from] : 0;
  }

  /** The tokens of what is sent before a turn, with messages that are pinned elsewhere. */
  long tokens(TurnSelection selection, int turn) {
    long tokens = pinned[turn] + unpinned(selection.tail(), turn);
    if (selection.sendsOpening(turn)) {
      tokens += unpinned(selection.opening(), selection.opening() + 1);
    }
    if (selection.sendsName()) {
      tokens += unpinned(selection.name(), selection.name() + 1);
    }
    return tokens;
  }

  private long unpinned(int from, int to) {
    return from < to ? tokens(from, to) - (pinned[to] - pinned[from]) : 0;
  }

  /**
   * The last of the turns up to one that names something; negative for none. Each turn is searched
   * once, however often this is asked.
   */
  int lastNaming(int turn) {
    for (; scanned <= turn; scanned++) {
      naming.set(scanned, turns.get(scanned).namesSomething());
    }
    return naming.previousSetBit(turn);
  }

  /** How many turns the first messages make up. */
  int holding(int messages) {
    int turn = 0;
    for (int left = messages; left > 0 && turn < turns.size(); turn++) {
      left -= turns.get(turn).messages().size();
    }
    return turn;
  }

  /**
   * How many of the first turns consist of messages that a summary stands for, or stand apart.
   *
   * @param apart how many stand apart
   */
  int covered(HistorySummary summary, int apart) {
    int covered = apart;
    while (covered < turns.size()
        && turns.get(covered).messages().stream()
            .allMatch(message -> summary.messages().contains(message.id()))) {
      covered++;
    }
    return covered;
  }
}
