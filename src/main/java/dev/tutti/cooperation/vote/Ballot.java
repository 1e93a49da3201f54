package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.answer.AnswerQuestion;
import java.util.List;

/**
 * Answers to be counted.
 *
 * @param question as it was asked; empty where it is not known
 * @param taskType whose outcomes say what members have earned; empty for all of them
 * @param answers in the order of the result's votes; at least one
 */
public record Ballot(
    String question, String taskType, List<MemberAnswer> answers, VotingParameters parameters) {
  public Ballot {
    answers = List.copyOf(answers);
    if (answers.isEmpty()) {
      throw new IllegalArgumentException("answers: none (expected: at least one)");
    }
  }

  /** What the answers are about. */
  AnswerQuestion asked() {
    return new AnswerQuestion(question, parameters.answerType());
  }
}
