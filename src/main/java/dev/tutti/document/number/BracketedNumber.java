package dev.tutti.document.number;

import java.util.regex.Pattern;

/**
 * Number in brackets with its unit, such as (10%) or ($3 million). Accounts write a negative one
 * so: in a cell, in a row of figures, behind a colon, or where a number has to come, as in "was
 * (10%)". In running text it is a remark on what stands before it, such as a share, and not
 * negative.
 */
final class BracketedNumber {
  private static final String FIGURE = "[-+$€£¥(]{0,3}\\d[\\d,.]*\\s?%?\\)?%?";
  private static final String DASH = "[-–—]";
  private static final String BRACKET = "\\(\\s?\\d[\\d,.]*\\s?(?:%\\s?\\)|\\)\\s?%)";

  /** Words behind which a number has to come, and what may stand between the two. */
  private static final Pattern EXPECTING =
      Pattern.compile(
          "(?i)(?:(?<![行雷自理缘服迟送])[为是至到达由从]"
              + "|\\b(?:of|by|at|to|from|was|were|is|are|be|been|than|versus|vs\\.?|between|reached"
              + "|(?:compared|together) with))"
              + "\\s*(?:(?:约|近|超过|about|nearly|over|approximately)\\s*)?"
              + "(?:"
              + BRACKET
              + "\\s*(?:[,、和及与至到]|\\band\\b|\\bor\\b|\\bto\\b|[,、]\\s?and\\b)\\s*){0,4}$");

  private static final Pattern CHANGE =
      Pattern.compile("(?i)(?:\\bchanges?|\\bvariance|(?:变动|变化|增减)(?:率|幅度|比例)?)\\s*$");
  private static final Pattern ROW_BEFORE =
      Pattern.compile(
          "(?:^|\\s)(?:"
              + FIGURE
              + "|"
              + DASH
              + ")\\s+(?:"
              + FIGURE
              + "|"
              + DASH
              + ")\\s+$|"
              + BRACKET
              + "\\s+$");
  private static final Pattern ROW_BEHIND =
      Pattern.compile("^\\s*(?:$|" + FIGURE + "|" + DASH + "(?:\\s|$))");
  private static final Pattern BRACKET_BEHIND = Pattern.compile("^\\s+" + BRACKET);

  /** So much of the line is looked at before and behind, in characters. */
  private static final int NEAR = 60;

  private final String before;
  private final String behind;

  private BracketedNumber(String before, String behind) {
    this.before = before;
    this.behind = behind;
  }

  /** Whether one between two places, brackets included, is negative. */
  static boolean isNegative(CharSequence text, int open, int close) {
    int from = open;
    while (from > Math.max(0, open - NEAR) && !endsLine(text.charAt(from - 1))) {
      from--;
    }
    int to = close;
    while (to < Math.min(text.length(), close + NEAR) && !endsLine(text.charAt(to))) {
      to++;
    }
    return new BracketedNumber(
            text.subSequence(from, open).toString(), text.subSequence(close, to).toString())
        .isNegative();
  }

  private static boolean endsLine(char c) {
    return c == '\n' || c == '\r' || c == '\t' || c == '|';
  }

  private boolean isNegative() {
    if (before.isBlank()) {
      return behind.isBlank();
    }
    return before.stripTrailing().endsWith(":")
        || isSeparatedValue()
        || (behind.isBlank() && CHANGE.matcher(before).find())
        || (ROW_BEFORE.matcher(before).find() && ROW_BEHIND.matcher(behind).find())
        || BRACKET_BEHIND.matcher(behind).find()
        || EXPECTING.matcher(before).find();
  }

  /** Whether it stands between commas or semicolons without a space, as in a row of CSV. */
  private boolean isSeparatedValue() {
    return isSeparator(before.charAt(before.length() - 1))
        && (behind.isEmpty() || isSeparator(behind.charAt(0)));
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == ';';
  }
}
