package dev.tutti.context;

/**
 * Selection of turns before a turn: the latest ones, and two single ones that may come before them.
 *
 * @param opening the turn that opened the topic, or {@link #NONE}
 * @param name a turn that names what is spoken of, or {@link #NONE}
 * @param tail the first of the latest turns
 */
record TurnSelection(int opening, int name, int tail) {
  /** In the place of a turn. */
  static final int NONE = Integer.MAX_VALUE;

  /** The turns from one on. */
  static TurnSelection from(int tail) {
    return new TurnSelection(NONE, NONE, tail);
  }

  /** The same with a later tail. */
  TurnSelection tail(int from) {
    return new TurnSelection(opening, name, from);
  }

  /** The same with a turn that names something. */
  TurnSelection name(int turn) {
    return new TurnSelection(opening, turn, tail);
  }

  /** The same without single turns before the tail. */
  TurnSelection plain() {
    return from(tail);
  }

  boolean sendsOpening(int turn) {
    return opening < Math.min(tail, turn);
  }

  boolean sendsName() {
    return name < tail && name != opening;
  }

  /** Whether a turn is sent as a whole. */
  boolean contains(int turn) {
    return turn >= tail || turn == opening || turn == name;
  }
}
