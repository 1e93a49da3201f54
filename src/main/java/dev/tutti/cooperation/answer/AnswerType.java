package dev.tutti.cooperation.answer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Kind of an answer, which says when two mean the same. */
public enum AnswerType {
  /** Whatever the answers and their question look like. */
  AUTO,
  /** One or several letters of options. */
  CHOICE,
  /** Number, perhaps with a unit. */
  NUMBER,
  /** Day, month, year, or a day with its time. */
  DATE,
  /** Yes or no. */
  BOOLEAN,
  /** JSON, by its value. */
  JSON,
  /** Source code, by its text. */
  CODE,
  /** Words: short ones by the words, longer texts by what they have in common. */
  PROSE;

  /**
   * Whether people answer so, in words that may say nothing; a machine's {@code null} is a value.
   */
  boolean isSpoken() {
    return this != JSON && this != CODE;
  }

  /** Word in requests and answers, such as {@code choice}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Type of a word; empty where it is none. */
  public static Optional<AnswerType> named(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** All words, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(AnswerType::word).collect(Collectors.joining(", "));
  }
}
