package dev.tutti.context;

/**
 * Choice of the turns to send: a fold over the turns, in which each step sees only what is before
 * it, so that a longer history is chosen from as a shorter one was.
 *
 * <p>The automatic strategy keeps of a topic its opening, which tends to name what it is about, and
 * the last exchange, on which follow-ups depend most. It lets one more exchange come along before
 * it leaves out the older one, so that every other view is the beginning of the next, and leaves
 * nothing out where sending the rest anew would cost more than it saves over the turns that may
 * follow. On conversations of people with assistants this sent half of the tokens of the full
 * history, where a window of the same size loses what the topic was, and costs more than the full
 * history where prefixes are cached ({@code suites/conversations}).
 */
final class TurnChoice {
  /** Exchanges of a topic that are kept at least. */
  private static final int KEPT = 1;

  /** Exchanges that may come along before it is shortened. */
  private static final int SLACK = 1;

  /** Turns of a topic that are expected to follow when money is weighed. */
  private static final int TO_COME = 8;

  private final ContextInput input;
  private final HistoryTurns turns;
  private final int summarised;

  /**
   * A choice.
   *
   * @param summarised the number of first turns for which the summary stands
   */
  TurnChoice(ContextInput input, HistoryTurns turns, int summarised) {
    this.input = input;
    this.turns = turns;
    this.summarised = summarised;
  }

  /**
   * The choices before the last turn, and before the newest.
   *
   * @param newest how the newest turn depends on the others
   */
  Steps steps(Dependence newest) {
    var selection = first();
    var last = selection;
    for (int turn = selection.tail() + 1; turn <= turns.size(); turn++) {
      last = selection;
      selection =
          next(selection, turn, turn < turns.size() ? turns.get(turn).dependence() : newest);
    }
    return new Steps(last, selection);
  }

  private TurnSelection first() {
    if (input.strategy() != ContextStrategy.AUTO) {
      return TurnSelection.from(summarised);
    }
    boolean greeted = summarised == 0 && turns.size() > 0 && !turns.get(0).hasQuestion();
    return opening(greeted ? 1 : summarised, summarised);
  }

  /** The end of the turns that a summary should stand for: none more where it is not time. */
  int summable() {
    var all = TurnSelection.from(summarised);
    return turns.tokens(all, turns.size()) <= input.budget().compactAt()
        ? summarised
        : compacted(all, turns.size()).tail();
  }

  /**
   * As many of the latest turns as fit, for once: the newest turn has left less than there is
   * usually.
   */
  TurnSelection within(TurnSelection selection, long tokens) {
    return shortened(selection, turns.size(), tokens);
  }

  /**
   * Two choices that follow each other.
   *
   * @param last what was sent before the last turn of the history
   * @param now what is sent before the newest turn
   */
  record Steps(TurnSelection last, TurnSelection now) {}

  private TurnSelection next(TurnSelection selection, int turn, Dependence dependence) {
    return switch (input.strategy()) {
      case FULL -> selection;
      case WINDOW -> fitting(selection, turn, input.budget().compactAt());
      case SUMMARY -> fitting(selection, turn, input.budget().history());
      case AUTO -> fitting(light(selection, turn, dependence), turn, input.budget().compactAt());
    };
  }

  /** Where it is over a bound: as many of the latest turns as fit when compacted. */
  private TurnSelection fitting(TurnSelection selection, int turn, long bound) {
    return turns.tokens(selection, turn) <= bound ? selection : compacted(selection, turn);
  }

  private TurnSelection compacted(TurnSelection selection, int turn) {
    return shortened(selection, turn, input.budget().compactTo());
  }

  /** Leaves out the oldest of the latest turns, and single ones before the last exchange. */
  private TurnSelection shortened(TurnSelection selection, int turn, long bound) {
    var shorter = selection;
    while (turns.tokens(shorter, turn) > bound
        && (shorter.tail() < turn || !shorter.equals(shorter.plain()))) {
      boolean single = !shorter.equals(shorter.plain()) && shorter.tail() >= turn - KEPT;
      shorter = single ? shorter.plain() : shorter.tail(shorter.tail() + 1);
    }
    return shorter;
  }

  private TurnSelection light(TurnSelection selection, int turn, Dependence dependence) {
    return switch (dependence) {
      case INDEPENDENT -> opening(turn, turn);
      case UNSURE -> opening(turn, turn - KEPT);
      case DEPENDENT -> naming(narrowed(selection, turn), turn);
    };
  }

  private static TurnSelection opening(int turn, int tail) {
    return new TurnSelection(turn, TurnSelection.NONE, tail);
  }

  /** Without the middle of the topic, where it is long enough and worth it. */
  private TurnSelection narrowed(TurnSelection selection, int turn) {
    if (turn - selection.tail() <= KEPT + SLACK) {
      return selection;
    }
    var shorter = selection.tail(turn - KEPT);
    return isWorth(selection, shorter, turn) ? shorter : selection;
  }

  /**
   * Whether the tokens left out in this turn and those to come cost more than those that the prompt
   * cache no longer knows.
   */
  private boolean isWorth(TurnSelection longer, TurnSelection shorter, int turn) {
    var price = input.price();
    long before = turns.tokens(longer, turn);
    long after = turns.tokens(shorter, turn);
    long anew = turns.tokens(shorter.tail(), turn) - turns.get(turn - 1).answerTokens();
    double saved = (before - after) * price.cachedInput() * TO_COME;
    return saved >= anew * (price.input() - price.cachedInput());
  }

  /** With the turn that last named something, where none of the latest does. */
  private TurnSelection naming(TurnSelection selection, int turn) {
    int named = turns.lastNaming(turn - 1);
    return named < summarised || named >= selection.tail() ? selection : selection.name(named);
  }
}
