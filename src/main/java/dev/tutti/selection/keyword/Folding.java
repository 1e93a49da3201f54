package dev.tutti.selection.keyword;

import dev.tutti.text.WordLists;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Form in which texts and keywords are compared: without width, case and traditional characters.
 */
final class Folding {
  private static final char[] SIMPLIFIED = simplified();

  private Folding() {}

  /** One simplified character for each traditional one, 0 for all others. */
  private static char[] simplified() {
    var table = new char[Character.MAX_VALUE + 1];
    for (var pair : WordLists.beside(Folding.class, "traditional.txt").words("traditional")) {
      table[pair.charAt(0)] = pair.charAt(1);
    }
    return table;
  }

  /** The folded text; its length may differ. */
  static String fold(String text) {
    var plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT) // ß and ss are the same
            .toLowerCase(Locale.ROOT);
    var folded = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      char simple = SIMPLIFIED[c];
      folded.append(c == '\u2019' ? '\'' : simple == 0 ? c : simple);
    }
    return folded.toString();
  }

  /** Whether it is a Chinese character. */
  static boolean isHan(char c) {
    return c >= '\u3400' && c <= '\u9fff';
  }

  /** Whether it is a letter of a script that separates words, such as Latin or Cyrillic. */
  static boolean isLetter(char c) {
    return c < 0x80
        ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        : Character.isLetter(c) && !isHan(c) && !isUnseparated(c);
  }

  /** Whether it is of a script without spaces between words, other than Chinese. */
  private static boolean isUnseparated(char c) {
    return (c >= '\u3040' && c <= '\u30ff') || (c >= '\uac00' && c <= '\ud7af');
  }
}
