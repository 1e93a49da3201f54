package dev.tutti.text;

import java.util.function.IntPredicate;

/**
 * Texts of others, such as names of models and users, with every character visible: one that cannot
 * be seen, that a terminal obeys or that turns the direction of others is shown as its number, such
 * as {@code [U+001B]}.
 */
public final class VisibleText {
  private VisibleText() {}

  /** The text with every character visible. */
  public static String of(String text) {
    return of(text, VisibleText::isVisible);
  }

  /**
   * Words of any language, such as a model's: their lines and tabs, and what joins or parts letters
   * stay as they are. What a terminal obeys, and what turns the direction of others, does not.
   */
  public static String words(String text) {
    return of(text, VisibleText::isWords);
  }

  private static String of(String text, IntPredicate stays) {
    if (text.codePoints().allMatch(stays)) {
      return text;
    }
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (stays.test(point)) {
                out.appendCodePoint(point);
              } else {
                out.append("[U+%04X]".formatted(point));
              }
            });
    return out.toString();
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean isWords(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n' || point == '\t';
      case Character.FORMAT -> !turns(point);
      case Character.SURROGATE -> false;
      default -> true;
    };
  }

  private static boolean turns(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }
}
