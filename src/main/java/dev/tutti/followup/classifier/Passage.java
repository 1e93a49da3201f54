package dev.tutti.followup.classifier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Text with its tokens and the units of its content: stems of words, and pairs of Chinese
 * characters. Of a long text only the beginning and the end count. Immutable.
 */
final class Passage {
  /** Text without a word. */
  static final Passage EMPTY = new Passage("");

  private static final int HEAD = 2_000;
  private static final int TAIL = 1_000;
  private static final double CHINESE = .3;

  private final String text;
  private final List<TextToken> tokens;
  private final Map<String, Integer> units = new LinkedHashMap<>();

  private Passage(String text) {
    this.text = text;
    this.tokens = Tokenizer.tokens(text);
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isHan()) {
        countHan(i);
      } else if (tokens.get(i).isContent()) {
        count(Stem.of(tokens.get(i).text()));
      }
    }
  }

  /** The passage of a text. */
  static Passage of(String text) {
    var bare = text.strip();
    return bare.isEmpty() ? EMPTY : new Passage(shortened(bare));
  }

  private static String shortened(String text) {
    return text.length() <= HEAD + TAIL
        ? text
        : text.substring(0, HEAD) + "\n" + text.substring(text.length() - TAIL);
  }

  /** Pairs within a word, and over the edge to the next one, as words may have been cut wrongly. */
  private void countHan(int at) {
    var token = tokens.get(at);
    if (WordClass.isCutting(token.classes())) {
      return;
    }
    boolean content = token.isContent();
    if (content && token.text().length() > 1) {
      token.units().forEach(this::count);
    }
    if (at + 1 == tokens.size()) {
      return;
    }
    var next = tokens.get(at + 1);
    if (next.isHan() && !WordClass.isCutting(next.classes()) && (content || next.isContent())) {
      count(token.text().substring(token.text().length() - 1) + next.text().charAt(0));
    }
  }

  private void count(String unit) {
    units.merge(unit, 1, Integer::sum);
  }

  String text() {
    return text;
  }

  List<TextToken> tokens() {
    return tokens;
  }

  /** Units of its content with how often they are there. */
  Map<String, Integer> units() {
    return units;
  }

  /** Whether it is Chinese for the most part. */
  boolean isChinese() {
    return text.chars().filter(c -> Characters.isHan((char) c)).count() > CHINESE * text.length();
  }

  /** Tokens that are no marks. */
  List<TextToken> words() {
    return tokens.stream().filter(token -> !token.isMark()).toList();
  }
}
