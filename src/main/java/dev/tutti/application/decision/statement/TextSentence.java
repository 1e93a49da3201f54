package dev.tutti.application.decision.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Sentence of a text; a line ends one too.
 *
 * @param number counted from 0
 * @param start first UTF-16 unit in the text
 * @param text as it stands, with its full stop
 * @param first whether it is the first of its line
 */
public record TextSentence(int number, int start, String text, boolean first) {
  private static final String STOPS = "。！？!?";

  /** Its beginning, where it is longer. */
  TextSentence upTo(int length) {
    return text.length() <= length
        ? this
        : new TextSentence(number, start, text.substring(0, length), first);
  }

  /** All sentences of a text. */
  static List<TextSentence> of(String text) {
    List<TextSentence> sentences = new ArrayList<>();
    int from = 0;
    boolean first = true;
    for (int at = 0; at <= text.length(); at++) {
      boolean line = at == text.length() || text.charAt(at) == '\n';
      if (!line && (!ends(text, at) || (first && mark(text.substring(from, at))))) {
        continue;
      }
      int to = line ? at : at + 1;
      int start = from;
      while (start < to && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      String sentence = text.substring(start, to).stripTrailing();
      if (!sentence.isEmpty()) {
        sentences.add(new TextSentence(sentences.size(), start, sentence, first));
        first = false;
      }
      from = at + 1;
      first |= line;
    }
    return sentences;
  }

  /** Whether it is the mark of an item, such as the letter of A. */
  private static boolean mark(String begin) {
    return begin.strip().length() == 1;
  }

  private static boolean ends(String text, int at) {
    char c = text.charAt(at);
    boolean point =
        c == '.'
            && at > 0
            && !Character.isDigit(text.charAt(at - 1))
            && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
    return point || STOPS.indexOf(c) >= 0;
  }
}
