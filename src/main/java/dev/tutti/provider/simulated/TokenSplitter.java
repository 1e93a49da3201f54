package dev.tutti.provider.simulated;

import java.util.ArrayList;
import java.util.List;

/**
 * Splitter of a text into pieces about as large as the tokens of a language model: a Chinese,
 * Japanese or Korean character, a sign, or up to eight letters with the space before them. The
 * pieces joined are the text.
 */
final class TokenSplitter {
  private static final int MOST_LETTERS = 8;

  private TokenSplitter() {}

  static int count(String text) {
    int count = 0;
    for (int from = 0; from < text.length(); from = end(text, from)) {
      count++;
    }
    return count;
  }

  static List<String> cut(String text) {
    return cut(text, Integer.MAX_VALUE);
  }

  /** The first pieces of a text. */
  static List<String> cut(String text, int most) {
    var pieces = new ArrayList<String>(Math.min(most, text.length() / 4 + 1));
    int from = 0;
    while (from < text.length() && pieces.size() < most) {
      int to = end(text, from);
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  private static int end(String text, int from) {
    int at = from;
    int first = text.codePointAt(at);
    if (first == ' ' && at + 1 < text.length()) {
      at++;
      first = text.codePointAt(at);
    }
    at += Character.charCount(first);
    if (!letter(first)) {
      return at;
    }
    for (int count = 1; count < MOST_LETTERS && at < text.length(); count++) {
      int next = text.codePointAt(at);
      if (!letter(next)) {
        break;
      }
      at += Character.charCount(next);
    }
    return at;
  }

  private static boolean letter(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint);
  }
}
