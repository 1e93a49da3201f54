package dev.tutti.application.insight.reading;

import java.util.regex.Pattern;

/** Words by which rows and columns say that they are sums of others. */
final class TotalWords {
  private static final Pattern TOTAL =
      Pattern.compile(
          "(?i)\\s*+(?:合\\s*计|总\\s*计|小\\s*计|总\\s*和|汇\\s*总|共\\s*计|累计|(?:grand\\s+|sub-?\\s*)?totals?|sum|all)\\s*+(?:[:：]\\s*+)?(?:[(（].*[)）])?\\s*+");

  private TotalWords() {}

  /** Whether a name is that of a sum. */
  static boolean total(CharSequence name) {
    return !name.isEmpty() && !plain(name.charAt(0)) && TOTAL.matcher(name).matches();
  }

  private static boolean plain(char c) {
    return (c >= '0' && c <= '9') || c == '-';
  }
}
