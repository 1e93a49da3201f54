package dev.tutti.followup.classifier;

/** Kinds of characters, as far as cutting words needs them. */
final class Characters {
  private static final char FIRST_HAN = '\u3400';
  private static final char LAST_HAN = '\u9fff';
  private static final char CURLY = '\u2019';

  private Characters() {}

  /** Whether it is a Chinese character. */
  static boolean isHan(char c) {
    return c >= FIRST_HAN && c <= LAST_HAN;
  }

  /** Whether it belongs to a word or number that is not Chinese. */
  static boolean isWord(char c) {
    return !isHan(c) && Character.isLetterOrDigit(c);
  }

  /** Whether it joins two parts of one word, as in {@code don't}. */
  static boolean isApostrophe(char c) {
    return c == '\'' || c == CURLY;
  }

  /** Words with one kind of apostrophe. */
  static String plain(String word) {
    return word.replace(CURLY, '\'');
  }
}
