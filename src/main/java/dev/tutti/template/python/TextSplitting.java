package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Python's {@code split} and its kin. */
final class TextSplitting {
  private TextSplitting() {}

  static List<Object> split(String text, Bound args, boolean fromRight, Meter meter) {
    meter.text(text.length());
    long most = args.integer(1, -1);
    long cuts = most < 0 ? Long.MAX_VALUE : most;
    if (!args.hasSome(0)) {
      return fromRight ? wordsFromRight(text, cuts, meter) : words(text, cuts, meter);
    }
    var separator = args.text(0);
    if (separator.isEmpty()) {
      throw PythonError.type("split: an empty separator");
    }
    return fromRight
        ? partsFromRight(text, separator, cuts, meter)
        : parts(text, separator, cuts, meter);
  }

  private static List<Object> parts(String text, String separator, long cuts, Meter meter) {
    var parts = new ArrayList<Object>();
    var search = TextSearch.forwards(text, separator, meter);
    int from = 0;
    int found = search.first();
    while (found >= 0 && parts.size() < cuts) {
      meter.step();
      parts.add(text.substring(from, found));
      from = found + separator.length();
      found = search.from(from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<Object> partsFromRight(
      String text, String separator, long cuts, Meter meter) {
    var parts = new ArrayList<Object>();
    var search = TextSearch.backwards(text, separator, meter);
    int to = text.length();
    int found = search.first();
    while (found >= 0 && parts.size() < cuts) {
      meter.step();
      parts.add(text.substring(found + separator.length(), to));
      to = found;
      found = search.from(to);
    }
    parts.add(text.substring(0, to));
    Collections.reverse(parts);
    return parts;
  }

  private static List<Object> words(String text, long cuts, Meter meter) {
    var words = new ArrayList<Object>();
    int at = space(text, 0, true);
    while (at < text.length() && words.size() < cuts) {
      meter.step();
      int end = space(text, at, false);
      words.add(text.substring(at, end));
      at = space(text, end, true);
    }
    if (at < text.length()) {
      words.add(text.substring(at));
    }
    return words;
  }

  private static List<Object> wordsFromRight(String text, long cuts, Meter meter) {
    var backwards = new StringBuilder(text).reverse().toString();
    var words = new ArrayList<Object>();
    for (var each : words(backwards, cuts, meter)) {
      words.add(new StringBuilder((String) each).reverse().toString());
    }
    Collections.reverse(words);
    return words;
  }

  private static int space(String text, int from, boolean skip) {
    int at = from;
    while (at < text.length() && CodePoints.isSpace(text.charAt(at)) == skip) {
      at++;
    }
    return at;
  }

  static Tuple partition(String text, String separator, boolean fromRight, Meter meter) {
    meter.text(text.length());
    int found =
        fromRight
            ? TextSearch.backwards(text, separator, meter).first()
            : TextSearch.forwards(text, separator, meter).first();
    if (found < 0) {
      return fromRight ? Tuple.of("", "", text) : Tuple.of(text, "", "");
    }
    var rest = text.substring(found + separator.length());
    return Tuple.of(text.substring(0, found), separator, rest);
  }
}
