package dev.tutti.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the JSON that a text nearly is: between prose or in a code fence, with trailing commas,
 * single quotes, names without quotes, Python's {@code True}, {@code False} and {@code None}, line
 * breaks in texts, or without its closing brackets. It never guesses a value: a text or a number
 * that the end cuts, and a list that should go on, stay broken.
 *
 * <p>A value is looked for at a bounded number of places, and each is read in one pass, so that the
 * work grows with the length of the text and no faster. Confined to one thread.
 */
public final class NearJson {
  private static final int MOST_PLACES = 32;
  private static final String FENCE = "```";

  private final String text;

  private NearJson(String text) {
    this.text = text;
  }

  /** The values in a text, as JSON, in their order; a plain value only when it is all there is. */
  public static List<String> read(String text) {
    return new NearJson(text).values();
  }

  private List<String> values() {
    var whole = new NearValue(text, start()).read();
    if (whole != null && isRest(whole.end())) {
      return List.of(whole.json());
    }
    var found = new ArrayList<String>();
    int from = 0;
    for (int places = 0; places < MOST_PLACES; places++) {
      int begin = bracket(from);
      if (begin < 0) {
        break;
      }
      var value = new NearValue(text, begin);
      var read = value.read();
      if (read != null) {
        found.add(read.json());
        from = read.end();
      } else if (value.isMeant()) {
        return List.of(); // what is whole inside it was not meant alone
      } else {
        from = begin + 1;
      }
    }
    return found;
  }

  /** The place of the first word, after the opening of a fence. */
  private int start() {
    int at = skipped(0);
    if (!text.startsWith(FENCE, at)) {
      return at;
    }
    int line = text.indexOf('\n', at);
    return line < 0 ? text.length() : skipped(line);
  }

  /** Whether nothing follows but the end of a fence. */
  private boolean isRest(int end) {
    int at = skipped(end);
    if (text.startsWith(FENCE, at)) {
      at = skipped(at + FENCE.length());
    }
    return at == text.length();
  }

  private int skipped(int from) {
    int at = from;
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** White space, also that of other scripts, and a byte order mark. */
  static boolean isSpace(char letter) {
    return Character.isWhitespace(letter) || letter == '\u00a0' || letter == '\ufeff';
  }

  private int bracket(int from) {
    int brace = text.indexOf('{', from);
    int square = text.indexOf('[', from);
    return brace < 0 || (square >= 0 && square < brace) ? square : brace;
  }
}
