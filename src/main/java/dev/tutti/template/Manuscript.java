package dev.tutti.template;

import java.util.Arrays;

/** A source with {@code \n} as its only line ends, and the places of its characters. */
final class Manuscript {
  private static final int LONGEST = 1_000_000;

  private final String name;
  private final String text;
  private final int[] lineStarts;

  private Manuscript(String name, String text, int[] lineStarts) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts;
  }

  static Manuscript of(Source source, Options options) {
    if (source.text().length() > LONGEST) {
      throw TemplateException.syntax(
          new Place(source.name(), 1, 1),
          "a template of %d characters (expected: at most %d)"
              .formatted(source.text().length(), LONGEST));
    }
    var text = source.text().replace("\r\n", "\n").replace('\r', '\n');
    boolean cut = !options.keepTrailingNewline() && text.endsWith("\n");
    var kept = cut ? text.substring(0, text.length() - 1) : text;
    return new Manuscript(source.name(), kept, lineStarts(kept));
  }

  private static int[] lineStarts(String text) {
    var starts = new int[(int) text.chars().filter(each -> each == '\n').count() + 1];
    int line = 0;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts[++line] = i + 1;
    }
    return starts;
  }

  String text() {
    return text;
  }

  Place place(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Place(name, line + 1, text.codePointCount(lineStarts[line], offset) + 1);
  }

  /** The place of the whole. */
  Place start() {
    return new Place(name, 1, 1);
  }

  TemplateException refuse(int offset, String problem) {
    return TemplateException.syntax(place(offset), problem);
  }
}
