package dev.tutti.cooperation.vote;

import java.util.List;

/**
 * How the answers to one question turned out: what weights are learned from. The answers themselves
 * are not kept, only which of them were equal and which right.
 *
 * @param taskType empty where it is not known
 */
record OutcomeRow(String taskType, List<Cell> answers) {
  /** Group of the right answer. */
  static final int RIGHT = 0;

  /** Group of those that abstained. */
  static final int ABSTAINED = -1;

  OutcomeRow {
    answers = List.copyOf(answers);
  }

  /**
   * Answer of one model.
   *
   * @param group {@code RIGHT}, {@code ABSTAINED}, or a number that equal wrong answers share
   * @param confidence as it was stated, from 0 to 1; negative where it was not
   */
  record Cell(String model, int group, float confidence) {
    boolean isRight() {
      return group == RIGHT;
    }

    boolean abstained() {
      return group == ABSTAINED;
    }
  }
}
