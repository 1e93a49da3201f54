package dev.tutti.report.document;

/**
 * Texts of others, such as names of models and users, made safe for who reads them. What cannot be
 * seen, or turns the direction of what can, is shown as its number; what is too long is cut.
 */
final class StrangeText {
  private static final int LONGEST = 200;
  private static final String MARKUP = "\\`*_{}[]<>()#|!~&";

  private StrangeText() {}

  /** The text with every character visible, 200 of them at most. */
  static String visible(String text) {
    return text.codePointCount(0, text.length()) > LONGEST
        ? whole(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + '\u2026'
        : whole(text);
  }

  /** The text with every character visible. */
  static String whole(String text) {
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

  /** The text for Markdown, without any markup and links of its own. */
  static String markdown(String text) {
    var out = new StringBuilder();
    var seen = visible(text);
    for (int i = 0; i < seen.length(); i++) {
      char c = seen.charAt(i);
      boolean link =
          seen.startsWith("://", i) || (c == '.' && seen.regionMatches(true, i - 3, "www", 0, 3));
      if (MARKUP.indexOf(c) >= 0 || link) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  /** The text for HTML, in its content and in the values of its attributes. */
  static String html(String text) {
    var out = new StringBuilder();
    for (char c : visible(text).toCharArray()) {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
