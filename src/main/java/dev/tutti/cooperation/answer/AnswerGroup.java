package dev.tutti.cooperation.answer;

import java.util.List;

/**
 * Answers of equal meaning.
 *
 * @param canonical the form that they share; of prose the text in their middle
 * @param answers their places in the panel, in order; never empty
 */
public record AnswerGroup(String canonical, List<Integer> answers) {
  public AnswerGroup {
    answers = List.copyOf(answers);
  }
}
