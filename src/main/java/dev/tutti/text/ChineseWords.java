package dev.tutti.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Ordinary Chinese words with their ranks, from the dictionary of jieba; without names. */
public final class ChineseWords {
  /** Characters of a longest word, for those who cut texts by the longest one. */
  public static final int LONGEST = 8;

  private static final Map<String, Integer> RANKS = ranked();

  private ChineseWords() {}

  private static Map<String, Integer> ranked() {
    var ranks = new HashMap<String, Integer>();
    for (var line : WordLists.beside(ChineseWords.class, "ordinary-zh.txt").lines("ordinary")) {
      for (var word : line.split("\\s+")) {
        ranks.putIfAbsent(word, ranks.size());
      }
    }
    return Map.copyOf(ranks);
  }

  /** All of them; each has at least two characters. */
  public static Set<String> ordinary() {
    return RANKS.keySet();
  }

  /** The same with their ranks, 0 for the commonest. */
  public static Map<String, Integer> ranks() {
    return RANKS;
  }
}
