package dev.tutti.followup.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Patterns of a message: one to three neighbouring symbols, hashed into buckets. Words of the
 * {@link Lexicon} stand for themselves, all others only for whether and where they were said
 * before, so that a pattern means the same whatever is talked about.
 */
final class Patterns {
  /** How many buckets patterns of symbols have. */
  static final int SYMBOL_BUCKETS = 1 << 13;

  /** How many buckets there are; those of words follow those of symbols. */
  static final int BUCKETS = SYMBOL_BUCKETS + (1 << 14);

  private static final int LONGEST = 3;
  private static final int MOST_WORDS = 200;
  private static final int LONG = 40;
  private static final int HEAD = 28;
  private static final int TAIL = 9;
  private static final String MARKS = "?\uff1f,\uff0c.\u3002:\uff1a\"\u201c\u201d\n!\uff01";

  private final Dialogue dialogue;

  Patterns(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  /** The buckets of all patterns, in ascending order, each once. */
  int[] buckets() {
    return IntStream.concat(ofSymbols(), ofWords()).sorted().distinct().toArray();
  }

  private IntStream ofSymbols() {
    var symbols = symbols();
    return IntStream.range(0, symbols.size())
        .flatMap(
            from ->
                IntStream.rangeClosed(from + 1, Math.min(symbols.size(), from + LONGEST))
                    .map(to -> String.join(" ", symbols.subList(from, to)).hashCode()))
        .map(hash -> hash & (SYMBOL_BUCKETS - 1));
  }

  /** Words as they are, and pairs of them: what people tend to say, whatever was said before. */
  private IntStream ofWords() {
    var words = new ArrayList<String>();
    words.add("^");
    for (var token : dialogue.message().words()) {
      if (words.size() > MOST_WORDS) {
        break;
      }
      words.add(token.isHan() ? token.text() : Stem.of(token.text()));
    }
    return IntStream.range(1, words.size())
        .flatMap(at -> IntStream.of(words.get(at).hashCode(), pair(words, at)))
        .map(hash -> SYMBOL_BUCKETS + (hash & (BUCKETS - SYMBOL_BUCKETS - 1)));
  }

  private static int pair(List<String> words, int at) {
    return (words.get(at - 1) + " " + words.get(at)).hashCode();
  }

  private List<String> symbols() {
    var tokens = dialogue.message().tokens();
    var symbols = new ArrayList<String>();
    symbols.add("^");
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.size() > LONG && i == HEAD) {
        symbols.add("~");
        i = tokens.size() - TAIL;
      }
      symbols.add(symbol(tokens.get(i)));
    }
    symbols.add("$");
    return symbols;
  }

  private String symbol(TextToken token) {
    if (token.isMark()) {
      return MARKS.contains(token.text()) ? token.text() : "-";
    }
    if (token.kind() == TextToken.Kind.NUMBER) {
      return "#";
    }
    if (token.classes() != 0) {
      return token.text();
    }
    return token.capital() ? origin(token) + "C" : origin(token);
  }

  private String origin(TextToken token) {
    if (Dialogue.isKnown(token, dialogue.user().units())) {
      return "=u";
    }
    if (Dialogue.isKnown(token, dialogue.assistant().units())) {
      return "=a";
    }
    return dialogue.isKnown(token) ? "=h" : "+";
  }
}
