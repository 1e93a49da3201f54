package dev.tutti.recording;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Escapes of JSON that need not be ({@code \}{@code u53f7}, {@code \/}), replaced by what they
 * stand for, so that patterns find it. The text may be cut anywhere. JSON stays JSON of the same
 * meaning, but for JSON in a string of JSON, such as arguments of tools: its escapes, whose
 * backslashes are doubled, are replaced as well.
 */
final class JsonEscapes {
  /** Starts at the first backslash of a run only, so that long runs are read once. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          """
          (?<!\\\\)(?<run>\\\\++)(?:\
          u(?<high>[dD][89abAB]\\p{XDigit}{2})\\\\++u(?<low>[dD][c-fC-F]\\p{XDigit}{2})\
          |u(?<unit>\\p{XDigit}{4})|/)\
          """);

  private JsonEscapes() {}

  /** The text without them; at most twice as long. */
  static String replaced(String json) {
    return ESCAPE.matcher(json).replaceAll(each -> Matcher.quoteReplacement(replaced(each)));
  }

  private static String replaced(MatchResult escape) {
    int run = escape.group("run").length();
    if (escape.group("high") != null) {
      return before(run) + unit(escape.group("high")) + unit(escape.group("low"));
    }
    if (escape.group("unit") == null) {
      return before(run) + '/';
    }
    char unit = unit(escape.group("unit"));
    return switch (unit) {
      case '"' -> "\\".repeat(2 * run - 1) + '"';
      case '\\' -> "\\".repeat(2 * run);
      case '\n' -> "\\".repeat(run) + 'n';
      case '\r' -> "\\".repeat(run) + 'r';
      case '\t' -> "\\".repeat(run) + 't';
      default -> Character.isSurrogate(unit) ? escape.group() : before(run) + shown(unit);
    };
  }

  /** What stays of the backslashes: those that escape each other before the last. */
  private static String before(int run) {
    return run % 2 == 0 ? "" : "\\".repeat(run - 1);
  }

  private static char unit(String digits) {
    return (char) Integer.parseInt(digits, 16);
  }

  /** Control characters have no other form in JSON that is not made of digits. */
  private static char shown(char unit) {
    return unit < ' ' ? '\ufffd' : unit;
  }
}
