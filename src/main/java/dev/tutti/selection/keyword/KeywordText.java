package dev.tutti.selection.keyword;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prompt prepared for keywords: folded, freed of its payload, cut into words. Of a long one only
 * the beginning and the end count. Immutable and thread-safe.
 */
public final class KeywordText {
  private static final int HEAD = 8_000;
  private static final int TAIL = 2_000;

  private final String text;
  private volatile @Nullable ChineseSegments segments;
  private volatile @Nullable List<Word> words;

  /**
   * Word of letters.
   *
   * @param from its first letter
   * @param to behind its last letter
   */
  record Word(String text, String stem, int from, int to) {}

  private KeywordText(String text) {
    this.text = text;
  }

  /** The prepared prompt; prepare it once for all rules. */
  public static KeywordText of(String prompt) {
    var bounded =
        prompt.length() <= HEAD + TAIL
            ? prompt
            : prompt.substring(0, HEAD) + "\n" + prompt.substring(prompt.length() - TAIL);
    return new KeywordText(
        Payload.without(Folding.fold(bounded))
            .replaceAll("[\\s\\p{Z}]+", " ")
            .replaceAll(Payload.GONE + "+", Character.toString(Payload.GONE)));
  }

  private static List<Word> words(String text) {
    var words = new ArrayList<Word>();
    int at = 0;
    while (at < text.length()) {
      if (!Folding.isLetter(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (end < text.length() && Folding.isLetter(text.charAt(end))) {
        end++;
      }
      var word = text.substring(at, end);
      words.add(new Word(word, EnglishStems.of(word), at, end));
      at = end;
    }
    return List.copyOf(words);
  }

  /** The folded text without its payload. */
  public String instruction() {
    return text;
  }

  /** The Chinese words, cut when they are needed first. */
  ChineseSegments segments() {
    var known = segments;
    if (known == null) {
      known = ChineseSegments.of(text);
      segments = known;
    }
    return known;
  }

  /** All other words, cut when they are needed first. */
  List<Word> words() {
    var known = words;
    if (known == null) {
      known = words(text);
      words = known;
    }
    return known;
  }
}
