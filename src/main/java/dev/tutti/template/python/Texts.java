package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Python's methods of texts, counted in code points. */
public final class Texts {
  private Texts() {}

  /** All letters large. */
  public static String upper(String text, Meter meter) {
    meter.text(text.length());
    return text.toUpperCase(Locale.ROOT);
  }

  /** All letters small. */
  public static String lower(String text, Meter meter) {
    meter.text(text.length());
    return text.toLowerCase(Locale.ROOT);
  }

  /** The first letter large, the others small. */
  public static String capitalize(String text, Meter meter) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return titled(text.codePointAt(0)) + lower(text.substring(first), meter);
  }

  private static String titled(int letter) {
    var upper = Character.toString(letter).toUpperCase(Locale.ROOT);
    return upper.length() > Character.charCount(letter)
        ? upper.charAt(0) + upper.substring(1).toLowerCase(Locale.ROOT)
        : Character.toString(Character.toTitleCase(letter));
  }

  /** The first letter of every run of letters large, the others small. */
  public static String title(String text, Meter meter) {
    meter.text(text.length());
    var titled = new StringBuilder(text.length());
    boolean within = false;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int each = text.codePointAt(i);
      titled.append(within ? Character.toString(each).toLowerCase(Locale.ROOT) : titled(each));
      within = cased(each);
    }
    return titled.toString();
  }

  static boolean cased(int each) {
    return Character.isUpperCase(each)
        || Character.isLowerCase(each)
        || Character.isTitleCase(each);
  }

  /** Whether there are letters with a case, and none of the wrong one. */
  public static boolean isCase(String text, IntPredicate right) {
    return text.codePoints().anyMatch(Texts::cased)
        && text.codePoints().filter(Texts::cased).allMatch(right);
  }

  /** Without what is at its ends: white space, or any of the given characters. */
  public static String strip(String text, Bound args, boolean left, boolean right, Meter meter) {
    meter.text(text.length());
    IntPredicate falls = args.hasSome(0) ? oneOf(args.text(0), meter) : CodePoints::isSpace;
    int from = 0;
    int to = text.length();
    while (left && from < to && falls.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (right && to > from && falls.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static IntPredicate oneOf(String characters, Meter meter) {
    meter.charge(characters.length());
    var sorted = characters.codePoints().sorted().toArray();
    return each -> Arrays.binarySearch(sorted, each) >= 0;
  }

  /** With some text in the place of another, at most so often; a negative number is always. */
  public static String replace(String text, String old, String with, long most, Meter meter) {
    var search = TextSearch.forwards(text, old, meter);
    var replaced = new TextBuilder(meter);
    long left = most < 0 ? Long.MAX_VALUE : most;
    int from = 0;
    int found = left == 0 ? -1 : search.first();
    while (found >= 0 && left-- > 0) {
      replaced.add(text.substring(from, found)).add(with);
      from = found + old.length();
      found = old.isEmpty() ? nextGap(text, found) : search.from(from);
    }
    return replaced.add(text.substring(from)).toString();
  }

  private static int nextGap(String text, int found) {
    return found == text.length() ? -1 : text.offsetByCodePoints(found, 1);
  }

  /** The texts with this one between them. */
  public static String join(String separator, List<Object> all, boolean anything, Meter meter) {
    var joined = new TextBuilder(meter);
    for (int i = 0; i < all.size(); i++) {
      if (i > 0 && !separator.isEmpty()) {
        joined.add(separator);
      }
      var each = all.get(i);
      joined.add(anything ? Printing.text(each, meter) : Types.text(each, "join"));
    }
    return joined.toString();
  }

  /** The text filled with a character on both sides up to a width. */
  public static String center(String text, long width, String filling, Meter meter) {
    long missing = Math.max(width, 0) - CodePoints.count(text);
    if (missing <= 0) {
      return text;
    }
    long left = missing / 2 + (missing & width & 1);
    return new TextBuilder(meter)
        .fill(filling, left)
        .add(text)
        .fill(filling, missing - left)
        .toString();
  }

  /** The lines without their ends. */
  public static List<String> lines(String text, boolean keepEnds, Meter meter) {
    meter.text(text.length());
    var lines = new ArrayList<String>();
    int from = 0;
    for (int i = 0; i < text.length(); ) {
      int after = afterEnd(text, i);
      if (after > i) {
        meter.step();
        lines.add(text.substring(from, keepEnds ? after : i));
        from = after;
      }
      i = Math.max(after, i + 1);
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  private static int afterEnd(String text, int at) {
    return switch (text.charAt(at)) {
      case '\r' -> text.startsWith("\r\n", at) ? at + 2 : at + 1;
      case '\n', '\u000b', '\f', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029' ->
          at + 1;
      default -> at;
    };
  }
}
