package dev.tutti.output;

import dev.tutti.chat.Json;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One value of nearly JSON, read from a place on and written as JSON. Read once. */
final class NearValue {
  private static final int END = -1;

  private final String text;
  private final StringBuilder json;
  private int at;
  private int depth;
  private boolean meant;

  NearValue(String text, int place) {
    this.text = text;
    this.at = place;
    this.json = new StringBuilder(64);
  }

  /**
   * Result of a reading: the value as JSON, and the place after it.
   *
   * @param end the place after it
   */
  record Read(String json, int end) {}

  /** The value, or null when there is none that could be meant. */
  @Nullable Read read() {
    try {
      value();
      return new Read(json.toString(), at);
    } catch (NoValue _) {
      return null;
    }
  }

  /** Whether something of it was JSON, so that it is no word in brackets. */
  boolean isMeant() {
    return meant;
  }

  private void value() {
    switch (peek()) {
      case '{' -> container('}');
      case '[' -> container(']');
      case '"', '\'' -> string();
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> literal();
    }
  }

  /** Members or elements; at the end of the text after a whole one it closes by itself. */
  private void container(int close) {
    if (++depth > Json.MAX_DEPTH) {
      throw new NoValue();
    }
    json.append(text.charAt(at++));
    boolean first = true;
    while (peek() != close) {
      if (!first) {
        json.append(',');
      }
      first = false;
      element(close);
      int next = peek();
      if (next == END) {
        break;
      }
      if (next == ',') {
        at++;
      } else if (next != close) {
        throw new NoValue();
      }
    }
    at = Math.min(at + 1, text.length());
    json.append((char) close);
    depth--;
  }

  private void element(int close) {
    if (close == '}') {
      name();
      if (peek() != ':') {
        throw new NoValue();
      }
      at++;
      meant = true;
      json.append(':');
    }
    value();
    meant = true;
  }

  private void name() {
    int first = peek();
    if (first == '"' || first == '\'') {
      string();
      return;
    }
    int begin = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    if (at == begin) {
      throw new NoValue();
    }
    json.append('"').append(text, begin, at).append('"');
  }

  private static boolean isNamePart(char letter) {
    return Character.isLetterOrDigit(letter) || letter == '_' || letter == '-' || letter == '$';
  }

  private void string() {
    char quote = text.charAt(at++);
    json.append('"');
    while (at < text.length() && text.charAt(at) != quote) {
      character();
    }
    if (at == text.length()) {
      throw new NoValue();
    }
    at++;
    json.append('"');
  }

  private void character() {
    char letter = text.charAt(at++);
    if (letter == '\\') {
      escaped();
    } else if (letter == '"') {
      json.append("\\\"");
    } else if (letter < ' ') {
      json.append("\\u%04x".formatted((int) letter));
    } else {
      json.append(letter);
    }
  }

  private void escaped() {
    if (at == text.length()) {
      throw new NoValue();
    }
    char letter = text.charAt(at++);
    if (letter == '\'') {
      json.append(letter);
    } else if (letter == '\n') {
      json.append("\\n");
    } else if ("\"\\/bfnrt".indexOf(letter) >= 0 || (letter == 'u' && isHex())) {
      json.append('\\').append(letter);
    } else {
      throw new NoValue();
    }
  }

  private boolean isHex() {
    return at + 4 <= text.length()
        && text.substring(at, at + 4).chars().allMatch(HexFormat::isHexDigit);
  }

  /** A number that ends with the text may go on, unless it is the whole of it. */
  private void number() {
    int begin = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    var digits = text.substring(begin, at);
    if ((at == text.length() && depth > 0) || !isNumber(digits)) {
      throw new NoValue();
    }
    json.append(digits);
  }

  private static boolean isNumber(String digits) {
    int at = digits.startsWith("-") ? 1 : 0;
    int whole = run(digits, at);
    if (whole == at || (digits.charAt(at) == '0' && whole > at + 1)) {
      return false;
    }
    at = whole;
    if (at < digits.length() && digits.charAt(at) == '.') {
      int fraction = run(digits, at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    return at == digits.length() || isExponent(digits.substring(at));
  }

  private static boolean isExponent(String text) {
    int begin = text.length() > 1 && "+-".indexOf(text.charAt(1)) >= 0 ? 2 : 1;
    return "eE".indexOf(text.charAt(0)) >= 0
        && text.length() > begin
        && run(text, begin) == text.length();
  }

  private static int run(String digits, int from) {
    int at = from;
    while (at < digits.length() && digits.charAt(at) >= '0' && digits.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private void literal() {
    int begin = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    json.append(
        switch (at - begin > 5 ? "" : text.substring(begin, at)) {
          case "true", "True" -> "true";
          case "false", "False" -> "false";
          case "null", "None" -> "null";
          default -> throw new NoValue();
        });
  }

  /** Character after white space, or {@link #END}. */
  private int peek() {
    while (at < text.length() && NearJson.isSpace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  /** There is no value here. */
  private static final class NoValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoValue() {
      super("no value", null, false, false);
    }
  }
}
