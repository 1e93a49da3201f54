package dev.tutti.template.parse;

import dev.tutti.template.parse.Token.Kind;
import dev.tutti.template.python.CodePoints;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lexer of what stands within one tag or expression, up to its end. */
final class TagLexer {
  private static final Pattern FLOAT =
      Pattern.compile("\\d[\\d_]*+(?:(?:\\.\\d[\\d_]*+)?[eE][+-]?\\d[\\d_]*+|\\.\\d[\\d_]*+)");
  private static final Pattern INTEGER =
      Pattern.compile("0[bB][01_]++|0[oO][0-7_]++|0[xX][0-9a-fA-F_]++|[1-9][\\d_]*+|0[0_]*+");
  private static final Pattern NAME = Pattern.compile("\\w++", Pattern.UNICODE_CHARACTER_CLASS);
  private static final List<String> OPERATORS =
      List.of(
          "**", "//", "==", "!=", ">=", "<=", "+", "-", "*", "/", "%", "~", "[", "]", "(", ")", "{",
          "}", ">", "<", "=", ".", ":", "|", ",", ";");

  private final SourceText source;
  private final String text;
  private final List<Token> tokens;
  private final Deque<Character> open = new ArrayDeque<>();
  private final Matcher floats;
  private final Matcher integers;
  private final Matcher names;

  TagLexer(SourceText source, List<Token> tokens) {
    this.source = source;
    this.text = source.text();
    this.tokens = tokens;
    this.floats = FLOAT.matcher(text);
    this.integers = INTEGER.matcher(text);
    this.names = NAME.matcher(text);
  }

  /**
   * Adds the tokens from an offset up to the end of the tag.
   *
   * @param end {@code %}} or {@code }}}
   * @return the offset of the end, or of the sign before it
   */
  int read(int from, int begin, String end) {
    int at = skipSpace(from);
    open.clear();
    while (at < text.length()) {
      if (open.isEmpty() && ends(at, end)) {
        return at;
      }
      at = skipSpace(token(at));
    }
    throw source.refuse(begin, "'%s' is missing".formatted(end));
  }

  private boolean ends(int at, String end) {
    boolean signed = text.charAt(at) == '-' || (text.charAt(at) == '+' && end.equals("%}"));
    return text.startsWith(end, signed ? at + 1 : at);
  }

  private int skipSpace(int from) {
    int at = from;
    while (at < text.length() && CodePoints.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int token(int at) {
    boolean afterDot = at > 0 && text.charAt(at - 1) == '.';
    if (!afterDot && matches(floats, at)) {
      var digits = digits(floats.group(), at);
      return add(Kind.FLOAT, at, floats.end(), Double.valueOf(digits));
    }
    if (matches(integers, at)) {
      return add(Kind.INTEGER, at, integers.end(), integer(integers.group(), at));
    }
    if (matches(names, at)) {
      return name(at);
    }
    char first = text.charAt(at);
    return first == '"' || first == '\'' ? string(at, first) : operator(at);
  }

  private static boolean matches(Matcher matcher, int at) {
    return matcher.region(at, matcher.regionEnd()).lookingAt();
  }

  private int add(Kind kind, int from, int to, Object value) {
    tokens.add(new Token(kind, text.substring(from, to), value, source.place(from)));
    return to;
  }

  private String digits(String written, int at) {
    if (written.contains("__") || written.endsWith("_")) {
      throw source.refuse(at, "a number with an underscore that is not between two digits");
    }
    return written.replace("_", "");
  }

  private Long integer(String written, int at) {
    var digits = digits(written, at);
    try {
      return switch (digits.length() > 1 ? digits.charAt(1) : '0') {
        case 'b', 'B' -> Long.valueOf(digits.substring(2), 2);
        case 'o', 'O' -> Long.valueOf(digits.substring(2), 8);
        case 'x', 'X' -> Long.valueOf(digits.substring(2), 16);
        default -> Long.valueOf(digits);
      };
    } catch (NumberFormatException tooLarge) {
      throw source.refuse(at, "an integer of more than 64 bits is not supported");
    }
  }

  private int name(int at) {
    var name = names.group();
    if (!Character.isUnicodeIdentifierStart(name.codePointAt(0)) && name.charAt(0) != '_') {
      throw source.refuse(at, "'" + shortened(name) + "' is not a name");
    }
    return add(Kind.NAME, at, names.end(), name);
  }

  private static String shortened(String name) {
    return name.length() > 40 ? name.substring(0, 40) + "..." : name;
  }

  private int string(int at, char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw source.refuse(at, "the string has no end");
    }
    var plain = Escapes.resolve(source, at + 1, end);
    tokens.add(new Token(Kind.STRING, plain, plain, source.place(at)));
    return end + 1;
  }

  private int operator(int at) {
    for (var each : OPERATORS) {
      if (text.startsWith(each, at)) {
        balance(each.charAt(0), at);
        return add(Kind.OPERATOR, at, at + each.length(), each);
      }
    }
    char typed = StrayBraces.ascii(text.charAt(at));
    throw source.refuse(
        at,
        "unexpected '%s'%s"
            .formatted(
                Character.toString(text.codePointAt(at)),
                typed == text.charAt(at) ? "" : " (expected: " + typed + ")"));
  }

  private void balance(char operator, int at) {
    switch (operator) {
      case '(' -> open.push(')');
      case '[' -> open.push(']');
      case '{' -> open.push('}');
      case ')', ']', '}' -> {
        if (open.isEmpty() || open.pop() != operator) {
          throw source.refuse(at, "unexpected '" + operator + "'");
        }
      }
      default -> {}
    }
  }
}
