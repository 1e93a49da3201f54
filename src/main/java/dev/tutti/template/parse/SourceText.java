package dev.tutti.template.parse;

import dev.tutti.template.api.Options;
import dev.tutti.template.api.Source;
import dev.tutti.template.api.TemplateException;
import dev.tutti.template.api.TemplatePosition;
import java.util.Arrays;

/** A source with {@code \n} as its only line ends, and the places of its characters. */
final class SourceText {
  private static final int LONGEST = 1_000_000;
  private static final int STRIDE = 256;

  private final String name;
  private final String text;
  private final int[] lineStarts;
  private final int[] codePoints;

  private SourceText(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.codePoints = codePoints(text);
  }

  static SourceText of(Source source, Options options) {
    if (source.text().length() > LONGEST) {
      throw TemplateException.syntax(
          new TemplatePosition(source.name(), 1, 1),
          "a template of %d characters (expected: at most %d)"
              .formatted(source.text().length(), LONGEST));
    }
    var text = source.text().replace("\r\n", "\n").replace('\r', '\n');
    boolean cut = !options.keepTrailingNewline() && text.endsWith("\n");
    var kept = cut ? text.substring(0, text.length() - 1) : text;
    return new SourceText(source.name(), kept);
  }

  private static int[] lineStarts(String text) {
    var starts = new int[(int) text.chars().filter(each -> each == '\n').count() + 1];
    int line = 0;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts[++line] = i + 1;
    }
    return starts;
  }

  /** The number of code points before every 256th character, so that no line is counted twice. */
  private static int[] codePoints(String text) {
    var before = new int[text.length() / STRIDE + 1];
    for (int i = 1; i < before.length; i++) {
      before[i] = before[i - 1] + codePoints(text, (i - 1) * STRIDE, i * STRIDE);
    }
    return before;
  }

  String text() {
    return text;
  }

  TemplatePosition place(int offset) {
    int line = line(offset);
    int column = codePointsBefore(offset) - codePointsBefore(lineStarts[line]);
    return new TemplatePosition(name, line + 1, column + 1);
  }

  /** The beginning of the line of an offset. */
  int lineStart(int offset) {
    return lineStarts[line(offset)];
  }

  /** The end of the line of an offset: after its newline, or at the end of the text. */
  int lineEnd(int offset) {
    int next = line(offset) + 1;
    return next < lineStarts.length ? lineStarts[next] : text.length();
  }

  private int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  private int codePointsBefore(int offset) {
    int strides = offset / STRIDE;
    return codePoints[strides] + codePoints(text, strides * STRIDE, offset);
  }

  /**
   * The number of code points that begin between two offsets; the second half of a pair begins
   * none.
   */
  private static int codePoints(String text, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      boolean within = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
      count += within ? 0 : 1;
    }
    return count;
  }

  /** The place of the whole. */
  TemplatePosition start() {
    return new TemplatePosition(name, 1, 1);
  }

  TemplateException refuse(int offset, String problem) {
    return TemplateException.syntax(place(offset), problem);
  }
}
