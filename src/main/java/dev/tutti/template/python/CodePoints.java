package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.List;

/** Texts counted in code points, as Python counts them, not in Java's characters. */
public final class CodePoints {
  private CodePoints() {}

  /** The number of code points in the text. */
  public static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The part from one code point up to another, both within the text. */
  public static String part(String text, int from, int to) {
    if (count(text) == text.length()) {
      return text.substring(from, to);
    }
    int begin = text.offsetByCodePoints(0, from);
    return text.substring(begin, text.offsetByCodePoints(begin, to - from));
  }

  /** Each code point as a text. */
  public static List<Object> each(String text, Meter meter) {
    meter.charge(text.length());
    var all = new ArrayList<Object>(text.length());
    text.codePoints().forEach(each -> all.add(Character.toString(each)));
    return all;
  }

  /** The text from its end to its beginning. */
  public static String reversed(String text, Meter meter) {
    meter.text(text.length());
    return new StringBuilder(text).reverse().toString();
  }

  /** The order of two texts by their code points. */
  static int order(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char left = one.charAt(i);
      char right = other.charAt(i);
      if (left != right) {
        boolean pairs = Character.isSurrogate(left) != Character.isSurrogate(right);
        return pairs ? Character.isSurrogate(left) ? 1 : -1 : left - right;
      }
    }
    return one.length() - other.length();
  }

  /** Whether Python's {@code isspace} holds, as {@code strip} and {@code split} understand it. */
  public static boolean isSpace(int each) {
    return (each >= 0x1c && each <= 0x1f)
        || (each >= '\t' && each <= '\r')
        || each == 0x85
        || Character.isSpaceChar(each);
  }
}
