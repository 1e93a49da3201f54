package dev.tutti.followup.classifier;

import dev.tutti.text.ChineseWords;
import dev.tutti.text.WordLists;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Words and phrases with their classes, and ordinary Chinese words. English is looked up word by
 * word, Chinese is cut by the longest entry; what is left over there is a name or a rare term.
 * Immutable.
 */
final class Lexicon {
  /** The lexicon of the resource beside this class and of ordinary words. */
  static final Lexicon STANDARD = new Lexicon();

  /** How many words a phrase has at most. */
  static final int PHRASE = 3;

  private final Map<String, Integer> classes = new HashMap<>();
  private final Set<String> ordinary;
  private final int longest;

  private Lexicon() {
    var lists = WordLists.beside(Lexicon.class, "words.txt");
    for (var each : WordClass.values()) {
      for (var word : lists.words(each.list())) {
        classes.merge(word.replace('_', ' '), each.bit(), (one, other) -> one | other);
      }
    }
    ordinary = ChineseWords.ordinary();
    longest =
        classes.keySet().stream()
            .filter(word -> Characters.isHan(word.charAt(0)))
            .mapToInt(String::length)
            .max()
            .orElse(0);
  }

  /** The classes of a word or phrase as a set of bits; 0 when it is in no list. */
  int classesOf(String word) {
    return classes.getOrDefault(word, 0);
  }

  /** Whether it is an ordinary Chinese word. */
  boolean isOrdinary(String word) {
    return ordinary.contains(word);
  }

  /** The length of the longest Chinese entry that begins here; 0 when there is none. */
  int longestAt(String text, int from, int to) {
    for (int length = Math.min(longest, to - from); length > 0; length--) {
      var word = text.substring(from, from + length);
      if (classes.containsKey(word) || ordinary.contains(word)) {
        return length;
      }
    }
    return 0;
  }
}
