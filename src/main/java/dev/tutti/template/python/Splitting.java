package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How Python's {@code split} and its kin cut texts. */
final class Splitting {
  private Splitting() {}

  static List<Object> split(String text, Bound args, boolean fromRight, Meter meter) {
    meter.text(text.length());
    long most = args.integer(1, -1);
    long cuts = most < 0 ? Long.MAX_VALUE : most;
    if (!args.hasSome(0)) {
      return fromRight ? wordsFromRight(text, cuts, meter) : words(text, cuts, meter);
    }
    var separator = args.text(0);
    if (separator.isEmpty()) {
      throw Fault.type("split: an empty separator");
    }
    return fromRight ? partsFromRight(text, separator, cuts) : parts(text, separator, cuts, meter);
  }

  private static List<Object> parts(String text, String separator, long cuts, Meter meter) {
    var parts = new ArrayList<Object>();
    int from = 0;
    int found = text.indexOf(separator);
    while (found >= 0 && parts.size() < cuts) {
      meter.step();
      parts.add(text.substring(from, found));
      from = found + separator.length();
      found = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<Object> partsFromRight(String text, String separator, long cuts) {
    var parts = new ArrayList<Object>();
    int to = text.length();
    int found = text.lastIndexOf(separator);
    while (found >= 0 && parts.size() < cuts) {
      parts.add(text.substring(found + separator.length(), to));
      to = found;
      found =
          found < separator.length() ? -1 : text.lastIndexOf(separator, found - separator.length());
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

  static Tuple partition(String text, String separator, boolean fromRight) {
    int found = fromRight ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (found < 0) {
      return fromRight ? Tuple.of("", "", text) : Tuple.of(text, "", "");
    }
    var rest = text.substring(found + separator.length());
    return Tuple.of(text.substring(0, found), separator, rest);
  }
}
