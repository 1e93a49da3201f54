package dev.tutti.template.python;

/**
 * A text that is marked as escaped, so that {@code escape} leaves it alone.
 *
 * @param text the characters
 */
public record Markup(String text) {
  /** Escapes a text; what is marked already stays as it is. */
  public static Markup escape(Object value, Meter meter) {
    return value instanceof Markup marked ? marked : force(Printing.text(value, meter), meter);
  }

  /** Escapes a text in any case. */
  public static Markup force(String text, Meter meter) {
    meter.text(text.length());
    var escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      escape(text.charAt(i), escaped);
    }
    meter.text(escaped.length());
    return new Markup(escaped.toString());
  }

  private static void escape(char each, StringBuilder to) {
    switch (each) {
      case '&' -> to.append("&amp;");
      case '<' -> to.append("&lt;");
      case '>' -> to.append("&gt;");
      case '\'' -> to.append("&#39;");
      case '"' -> to.append("&#34;");
      default -> to.append(each);
    }
  }
}
