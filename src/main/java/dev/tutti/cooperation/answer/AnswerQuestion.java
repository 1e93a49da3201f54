package dev.tutti.cooperation.answer;

/**
 * Question that answers are about.
 *
 * @param text as it was asked, with its options; empty where it is not known
 * @param type of its answers
 */
public record AnswerQuestion(String text, AnswerType type) {
  /** Question whose answers have any type. */
  public static AnswerQuestion of(String text) {
    return new AnswerQuestion(text, AnswerType.AUTO);
  }

  /** Answers of a type to a question that is not known. */
  public static AnswerQuestion unknown(AnswerType type) {
    return new AnswerQuestion("", type);
  }
}
