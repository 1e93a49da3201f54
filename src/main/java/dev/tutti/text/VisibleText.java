package dev.tutti.text;

/**
 * Texts of others, such as names of models and users, with every character visible: one that cannot
 * be seen, that a terminal obeys or that turns the direction of others is shown as its number, such
 * as {@code [U+001B]}.
 */
public final class VisibleText {
  private VisibleText() {}

  /** The text with every character visible. */
  public static String of(String text) {
    if (text.codePoints().allMatch(VisibleText::isVisible)) {
      return text;
    }
    var out = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (isVisible(point)) {
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
}
