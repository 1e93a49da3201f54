package dev.tutti.report.document;

import dev.tutti.text.VisibleText;

/**
 * Texts of others, such as names of models and users, made safe for who reads them: every character
 * is visible, what is markup is none, and what is too long is cut.
 */
final class StrangeText {
  private static final int LONGEST = 200;
  private static final String MARKUP = "\\`*_{}[]<>()#|!~&";

  private StrangeText() {}

  /** The text with every character visible, 200 of them at most. */
  static String visible(String text) {
    return text.codePointCount(0, text.length()) > LONGEST
        ? VisibleText.of(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + '\u2026'
        : VisibleText.of(text);
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
