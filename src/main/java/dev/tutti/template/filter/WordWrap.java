package dev.tutti.template.filter;

import dev.tutti.template.python.Bound;
import dev.tutti.template.python.CodePoints;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Texts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Word wrap as Python's {@code textwrap} does it: at blanks, within words only when a word is
 * longer than a line. Breaking at hyphens is left to Python: the filter asks for it to be switched
 * off when there are any.
 */
final class WordWrap {
  private static final Pattern CHUNK =
      Pattern.compile("[\\t\\n\\x0b\\x0c\\r ]+|[^\\t\\n\\x0b\\x0c\\r ]+");

  private final int width;
  private final boolean breaksWords;
  private final Meter meter;

  private WordWrap(int width, boolean breaksWords, Meter meter) {
    this.width = width;
    this.breaksWords = breaksWords;
    this.meter = meter;
  }

  static String wrap(String text, Bound args, Meter meter) {
    long width = args.integer(0, 79);
    if (width < 1) {
      throw PythonError.type("wordwrap: a width of " + width + " (expected: at least 1)");
    }
    if (args.truth(3, true) && text.indexOf('-') >= 0) {
      throw PythonError.type("wordwrap of a text with hyphens needs break_on_hyphens=false");
    }
    var between = args.hasSome(2) ? args.text(2) : "\n";
    var wrap = new WordWrap((int) Math.min(width, Integer.MAX_VALUE), args.truth(1, true), meter);
    var lines = new ArrayList<Object>();
    for (var line : Texts.lines(text, false, meter)) {
      lines.add(String.join(between, wrap.line(line)));
    }
    return Texts.join(between, lines, false, meter);
  }

  private List<String> line(String line) {
    meter.charge(line.length());
    Deque<String> chunks = new ArrayDeque<>();
    CHUNK.matcher(line).results().forEach(each -> chunks.add(each.group()));
    var lines = new ArrayList<String>();
    while (!chunks.isEmpty()) {
      if (chunks.peek().isBlank() && !lines.isEmpty()) {
        chunks.poll();
      }
      var wrapped = next(chunks);
      if (!wrapped.isEmpty()) {
        lines.add(wrapped);
      }
    }
    return lines;
  }

  private String next(Deque<String> chunks) {
    var current = new ArrayList<String>();
    int length = 0;
    while (!chunks.isEmpty() && length + CodePoints.count(chunks.peek()) <= width) {
      meter.step();
      length += CodePoints.count(chunks.peek());
      current.add(chunks.poll());
    }
    if (!chunks.isEmpty() && CodePoints.count(chunks.peek()) > width) {
      breakWord(chunks, current, length);
    }
    if (!current.isEmpty() && current.getLast().isBlank()) {
      current.removeLast();
    }
    return String.join("", current);
  }

  private void breakWord(Deque<String> chunks, List<String> current, int length) {
    int room = width - length;
    if (breaksWords) {
      var word = chunks.poll();
      meter.text(word.length());
      current.add(CodePoints.part(word, 0, room));
      chunks.push(CodePoints.part(word, room, CodePoints.count(word)));
    } else if (current.isEmpty()) {
      current.add(chunks.poll());
    }
  }
}
