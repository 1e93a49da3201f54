package dev.tutti.character.lorebook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Text that keys are looked for in: the end of some lines, with their forms made once, however many
 * ends of them are looked at. The newest {@link #MOST} characters count. Notes of cards, which no
 * reader sees, are left out. For one thread.
 */
final class ScanText {
  /** Most characters that are looked at. */
  static final int MOST = 1 << 17;

  /** The same for regular expressions, each of whose steps takes its time for each character. */
  private static final int MOST_FOR_EXPRESSIONS = 1 << 14;

  private final Form plain;
  private final Form cased;
  private final Form uncased;
  private final int from; // number of the first line that counts

  private ScanText(Form plain, Form cased, Form uncased, int from) {
    this.plain = plain;
    this.cased = cased;
    this.uncased = uncased;
    this.from = from;
  }

  /**
   * A form of the lines.
   *
   * @param begins of the lines in it, and behind them the end
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Form(String text, int[] begins) {
    static Form of(List<String> lines, UnaryOperator<String> form) {
      var text = new StringBuilder();
      var begins = new int[lines.size() + 1];
      for (int i = 0; i < lines.size(); i++) {
        begins[i] = text.length();
        text.append(form.apply(lines.get(i))).append('\n');
      }
      begins[lines.size()] = text.length();
      return new Form(text.toString(), begins);
    }
  }

  /** All of some lines, the oldest first. */
  static ScanText of(List<String> lines) {
    var seen = newest(lines);
    return new ScanText(
        Form.of(seen, line -> line),
        Form.of(seen, line -> LoreKey.form(line, true)),
        Form.of(seen, line -> LoreKey.form(line, false)),
        0);
  }

  /** The same lines, without what is too far back; their number stays. */
  private static List<String> newest(List<String> lines) {
    var seen = new ArrayList<String>();
    int room = MOST;
    for (var line : lines.reversed()) {
      var text = withoutNotes(line.substring(Math.max(0, line.length() - room)));
      seen.addFirst(text);
      room -= text.length();
    }
    return seen;
  }

  private static String withoutNotes(String line) {
    var text = new StringBuilder();
    int from = 0;
    for (int open = note(line, 0); open >= 0; open = note(line, from)) {
      int close = line.indexOf("}}", open);
      if (close < 0) {
        break;
      }
      text.append(line, from, open);
      from = close + 2;
    }
    return from == 0 ? line : text.append(line, from, line.length()).toString();
  }

  /** The place of the next note; -1 where there is none. */
  private static int note(String line, int from) {
    int open = line.indexOf("{{", from);
    while (open >= 0
        && !line.startsWith("//", open + 2)
        && !line.regionMatches(true, open + 2, "comment:", 0, "comment:".length())) {
      open = line.indexOf("{{", open + 1);
    }
    return open;
  }

  /** The same from a line on. */
  ScanText from(int line) {
    return new ScanText(plain, cased, uncased, line);
  }

  /** The newest of it for expressions, as it was written, without the last line's end. */
  String text() {
    int end = Math.max(plain.begins[from], plain.text.length() - 1);
    return plain.text.substring(Math.max(plain.begins[from], end - MOST_FOR_EXPRESSIONS), end);
  }

  /** All lines in the form that keys are compared in; what counts begins at {@link #begin}. */
  String form(boolean caseSensitive) {
    return (caseSensitive ? cased : uncased).text;
  }

  /** Place in the form at which what counts begins. */
  int begin(boolean caseSensitive) {
    return (caseSensitive ? cased : uncased).begins[from];
  }
}
