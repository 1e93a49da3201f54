package dev.tutti.selection.keyword;

import dev.tutti.text.ChineseWords;
import dev.tutti.text.WordLists;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chinese text cut into as few words of a dictionary as possible; where there are several ways, by
 * the commonest words. The dictionary is that of ordinary words with compounds in which a common
 * keyword means something else, such as 云计算 and 编程语言. Immutable.
 */
final class ChineseSegments {
  private static final WordLists LISTS = WordLists.beside(ChineseSegments.class, "compounds.txt");

  /** Logarithms of the words' ranks. */
  private static final Map<String, Float> WORDS = words();

  private static final int RANK_OF_COMPOUNDS = 5_000;

  /** Words in which a keyword means what it means alone, by keyword. */
  private static final Map<String, Set<String>> FORMS = forms();

  private final String text;

  /** End of the word that begins at a place; 0 where none begins. */
  private final int[] ends;

  private ChineseSegments(String text, int[] ends) {
    this.text = text;
    this.ends = ends;
  }

  private static Map<String, Float> words() {
    var words = new HashMap<String, Float>();
    LISTS.words("compounds").forEach(word -> words.put(word, rarity(RANK_OF_COMPOUNDS)));
    ChineseWords.ranks().forEach((word, rank) -> words.put(word, rarity(rank)));
    LISTS.words("phrases").forEach(words::remove);
    return Map.copyOf(words);
  }

  private static float rarity(int rank) {
    return (float) Math.log(rank + 1.0);
  }

  private static Map<String, Set<String>> forms() {
    var forms = new HashMap<String, Set<String>>();
    for (var line : LISTS.lines("forms")) {
      var words = List.of(line.split("[= ]+"));
      forms.put(words.getFirst(), Set.copyOf(words.subList(1, words.size())));
    }
    return Map.copyOf(forms);
  }

  /** The segments of a folded text. */
  static ChineseSegments of(String text) {
    var ends = new int[text.length()];
    int at = 0;
    while (at < text.length()) {
      if (!Folding.isHan(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && Folding.isHan(text.charAt(end))) {
        end++;
      }
      cut(text, at, end, ends);
      at = end;
    }
    return new ChineseSegments(text, ends);
  }

  /** Cuts a run of Chinese characters, from its end, as the rest of the best way is needed. */
  private static void cut(String text, int from, int to, int[] ends) {
    var fewest = new int[to - from + 1];
    var rarest = new float[to - from + 1];
    var best = new int[to - from];
    for (int i = to - 1; i >= from; i--) {
      int at = i - from;
      best[at] = i + 1;
      fewest[at] = 1 + fewest[at + 1];
      rarest[at] = rarest[at + 1];
      int longest = Math.min(to, i + ChineseWords.LONGEST);
      for (int end = i + 2; end <= longest; end++) {
        int words = 1 + fewest[end - from];
        var rarity = words <= fewest[at] ? WORDS.get(text.substring(i, end)) : null;
        if (rarity != null && (words < fewest[at] || rarity + rarest[end - from] < rarest[at])) {
          best[at] = end;
          fewest[at] = words;
          rarest[at] = rarity + rarest[end - from];
        }
      }
    }
    for (int i = from; i < to; i = best[i - from]) {
      ends[i] = best[i - from];
    }
  }

  /** Whether a keyword at a place is whole words, or stands in a word of the same meaning. */
  boolean isWhole(String keyword, int from, int to) {
    int start = from;
    while (start > 0 && ends[start] == 0 && Folding.isHan(text.charAt(start))) {
      start--;
    }
    int end = start;
    while (end < to && ends[end] > end) {
      end = ends[end];
    }
    if (start == from && end == to) {
      return true;
    }
    return FORMS.getOrDefault(keyword, Set.of()).contains(text.substring(start, end));
  }
}
