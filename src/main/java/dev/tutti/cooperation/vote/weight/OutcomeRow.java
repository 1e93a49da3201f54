package dev.tutti.cooperation.vote.weight;

import java.util.List;

/**
 * Outcome of the answers to one question, from which weights are learned. The answers themselves
 * are not kept, only which of them were equal and which right.
 *
 * @param taskType empty where it is not known
 */
public record OutcomeRow(String taskType, List<Cell> answers) {
  /** Group of the right answer. */
  public static final int RIGHT = 0;

  /** Group of those that abstained. */
  public static final int ABSTAINED = -1;

  /** Keeps a copy. */
  public OutcomeRow {
    answers = List.copyOf(answers);
  }

  /**
   * Answer of one model.
   *
   * @param group {@code RIGHT}, {@code ABSTAINED}, or a number that equal wrong answers share
   * @param confidence as it was stated, from 0 to 1; negative where it was not
   */
  public record Cell(String model, int group, float confidence) {
    /** Whether it is right. */
    public boolean isRight() {
      return group == RIGHT;
    }

    /** Whether nothing could be read of it. */
    public boolean abstained() {
      return group == ABSTAINED;
    }
  }
}
