package dev.tutti.document.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Bound of the ranges of a font's map from codes to characters: {@code <00000000> <7fffffff>
 * <0041>} are few bytes, of which PDFBox makes two billion entries. Such a map is read here as
 * PDFBox reads it, without what comments, strings and lists have in them.
 */
final class CharacterMapBound {
  private static final String RANGES = "beginbfrange";
  private static final long MOST_CODES = 1_000_000;

  private final String map;
  private int at;
  private long codes;

  /** Codes of a range that were read: none, its first, or its first and its last. */
  private int read;

  private boolean inRanges;
  private int first;
  private int last;

  private CharacterMapBound(String map, int at) {
    this.map = map;
    this.at = at;
  }

  /**
   * Goes on only with a stream that is no such map, or one of bearably many codes.
   *
   * @throws IOException for another one; PDFBox does without a map then
   */
  static void check(byte[] stream) throws IOException {
    var map = new String(stream, StandardCharsets.ISO_8859_1);
    int begin = map.indexOf(RANGES);
    if (begin >= 0) {
      new CharacterMapBound(map, begin).tokens();
    }
  }

  private void tokens() throws IOException {
    while (at < map.length()) {
      char c = map.charAt(at++);
      if (c == '%') {
        pass("\r\n");
      } else if (c == '(') {
        pass(")");
      } else if (c == '[') {
        list();
      } else if (c == '<') {
        code(code());
      } else if (isLetter(c)) {
        word();
      }
    }
  }

  private void pass(String ends) {
    while (at < map.length() && ends.indexOf(map.charAt(at++)) < 0) {
      // what stands before the end
    }
  }

  /** A list has a character for each code, so that it is no longer than it is written. */
  private void list() {
    for (int depth = 1; at < map.length() && depth > 0; ) {
      char c = map.charAt(at++);
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c == '%') {
        pass("\r\n");
      } else if (c == '(') {
        pass(")");
      }
    }
    read = 0;
  }

  /** Value of hexadecimal digits, of which an odd one stands for sixteen times its value. */
  private int code() {
    int value = 0;
    boolean odd = false;
    while (at < map.length()) {
      char c = map.charAt(at++);
      int digit = Character.digit(c, 16);
      if (digit >= 0) {
        value = (value << 4) | digit;
        odd = !odd;
      } else if (c > ' ') {
        break;
      }
    }
    return odd ? value << 4 : value;
  }

  private void code(int code) throws IOException {
    if (!inRanges) {
      return;
    }
    switch (read) {
      case 0 -> first = code;
      case 1 -> last = code;
      default -> codes += Math.max(0, (long) last - first);
    }
    read = (read + 1) % 3;
    if (codes > MOST_CODES) {
      throw new IOException("a map of more than " + MOST_CODES + " codes (expected: fewer)");
    }
  }

  private void word() {
    int from = at - 1;
    while (at < map.length() && isLetter(map.charAt(at))) {
      at++;
    }
    inRanges = map.regionMatches(from, RANGES, 0, at - from) && at - from == RANGES.length();
    read = 0;
  }

  private static boolean isLetter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }
}
