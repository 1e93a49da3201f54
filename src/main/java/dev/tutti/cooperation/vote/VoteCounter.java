package dev.tutti.cooperation.vote;

import java.util.List;

/** Counting of votes, by weights that were learned where any were. Thread-safe. */
public final class VoteCounter {
  private VoteCounter() {}

  /** Counting by equal weights. */
  public static VoteCounter equal() {
    throw new UnsupportedOperationException("to come");
  }

  /** Counts the answers of a ballot. */
  public VoteResult count(Ballot ballot) {
    throw new UnsupportedOperationException("to come");
  }

  /**
   * Whether nothing that is still to come can change who leads, nor whether it reaches the
   * threshold.
   *
   * @param ballot the answers that are there
   * @param awaited models whose answers are not, one entry for each answer
   */
  public boolean isDecided(Ballot ballot, List<String> awaited) {
    throw new UnsupportedOperationException("to come");
  }
}
