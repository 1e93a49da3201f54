package dev.tutti.application.decision.finance;

import dev.tutti.application.decision.finance.FlowExpression.FlowConstant;
import dev.tutti.application.decision.finance.FlowExpression.FlowInput;
import dev.tutti.application.decision.finance.FlowExpression.FlowOperation;
import java.util.List;

/**
 * Parser of formulas with {@code + - * /}, brackets, numbers and names of inputs; by recursive
 * descent, for one text.
 */
public final class FlowParser {
  private static final int LONGEST = 400;
  private static final int DEEPEST = 40;

  private final String text;
  private final List<String> names;
  private int at;
  private int depth;

  private FlowParser(String text, List<String> names) {
    this.text = text;
    this.names = names;
  }

  /**
   * Formula that a text says.
   *
   * @param names of the inputs, in their order
   * @throws IllegalArgumentException which says what was found where
   */
  public static FlowExpression parse(String text, List<String> names) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "%d characters (expected: at most %d)".formatted(text.length(), LONGEST));
    }
    FlowParser parser = new FlowParser(text, names);
    FlowExpression parsed = parser.sum();
    if (parser.at < text.length()) {
      throw parser.wrong("+, -, * or /");
    }
    return parsed;
  }

  private FlowExpression sum() {
    FlowExpression left = product();
    while (next() == '+' || next() == '-') {
      char sign = text.charAt(at++);
      left = new FlowOperation(sign, left, product());
    }
    return left;
  }

  private FlowExpression product() {
    FlowExpression left = factor();
    while (next() == '*' || next() == '/') {
      char sign = text.charAt(at++);
      left = new FlowOperation(sign, left, factor());
    }
    return left;
  }

  private FlowExpression factor() {
    if (++depth > DEEPEST) {
      throw wrong("fewer brackets and signs");
    }
    char first = next();
    FlowExpression factor;
    if (first == '-') {
      at++;
      factor = new FlowOperation('-', new FlowConstant(0), factor());
    } else if (first == '(') {
      at++;
      factor = sum();
      if (next() != ')') {
        throw wrong(")");
      }
      at++;
    } else {
      factor = Character.isDigit(first) || first == '.' ? number() : input();
    }
    depth--;
    return factor;
  }

  private FlowExpression number() {
    int from = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    try {
      return new FlowConstant(Double.parseDouble(text.substring(from, at)));
    } catch (NumberFormatException _) {
      at = from;
      throw wrong("a number");
    }
  }

  private FlowExpression input() {
    int from = at;
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
    int place = names.indexOf(text.substring(from, at));
    if (place < 0) {
      at = from;
      throw wrong("a number, ( or one of " + names);
    }
    return new FlowInput(place);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  /** First character after blanks; a blank at the end. */
  private char next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : ' ';
  }

  private IllegalArgumentException wrong(String expected) {
    String found = at < text.length() ? "\"" + text.substring(at, at + 1) + "\"" : "the end";
    return new IllegalArgumentException(
        "\"%s\": %s at character %d (expected: %s)".formatted(text, found, at + 1, expected));
  }
}
