package dev.tutti.text;

import java.util.Set;

/** Ordinary Chinese words, commonest first, from the dictionary of jieba; without names. */
public final class ChineseWords {
  /** Length of the longest word in characters, for those who cut texts by the longest one. */
  public static final int LONGEST = 8;

  private static final Set<String> ORDINARY =
      WordLists.beside(ChineseWords.class, "ordinary-zh.txt").words("ordinary");

  private ChineseWords() {}

  /** All of them; each has at least two characters. */
  public static Set<String> ordinary() {
    return ORDINARY;
  }
}
