package dev.tutti.application.insight.reading;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as most cells have them, without the whole grammar: digits with groups of thousands,
 * which commas, points, apostrophes or spaces divide, and a decimal point or comma.
 */
final class PlainNumber {
  private static final Set<String> MISSING =
      Set.of(
          "", "-", "--", "—", "——", "–", "n/a", "na", "nan", "null", "none", "#n/a", "不适用", "缺失",
          "未披露", "无");
  private static final int LONGEST = 30;
  private static final Pattern GROUPS =
      Pattern.compile("(?<=\\d)[ '’\\u00a0\\u2009\\u202f](?=\\d)");
  private static final Pattern GROUPED =
      Pattern.compile("-?\\d{1,3}(?:[ '’\\u00a0\\u2009\\u202f]\\d{3})+(?:[.,]\\d+)?");
  private static final Pattern COMMA_GROUPED =
      Pattern.compile("-?\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?");
  private static final Pattern INDIAN =
      Pattern.compile("-?\\d{1,2}(?:,\\d{2})+,\\d{3}(?:\\.\\d+)?");

  private PlainNumber() {}

  /** Whether a cell says that there is no value. */
  static boolean missing(String cell) {
    return (cell.length() <= 5 && MISSING.contains(cell.toLowerCase(Locale.ROOT)))
        || cell.startsWith("#");
  }

  /**
   * Number of a cell, null where it is none or needs the grammar.
   *
   * @param comma whether a comma is the decimal sign
   */
  static @Nullable BigDecimal of(String cell, boolean comma) {
    BigDecimal plain = comma && cell.indexOf('.') >= 0 ? null : of(cell);
    boolean usual = plain != null && !(comma && cell.indexOf(',') >= 0);
    if (usual || cell.length() > LONGEST || cell.isEmpty()) {
      return plain;
    }
    char last = cell.charAt(cell.length() - 1);
    char first = cell.charAt(0);
    boolean behind = last == '-' && first != '-';
    String signed = behind ? "-" + cell.substring(0, cell.length() - 1).strip() : cell;
    String bare = first == '+' ? signed.substring(1) : signed.replace('−', '-');
    if (GROUPED.matcher(bare).matches()) {
      bare = GROUPS.matcher(bare).replaceAll("");
    }
    if (comma) {
      bare = COMMA_GROUPED.matcher(bare).matches() ? bare.replace(".", "") : bare;
      return bare.indexOf('.') >= 0 ? null : of(bare.replace(',', '.'));
    }
    return of(INDIAN.matcher(bare).matches() ? bare.replace(",", "") : bare);
  }

  /** Number with a decimal point, null where it is none or needs the grammar. */
  static @Nullable BigDecimal of(String cell) {
    int n = cell.length();
    if (n == 0 || n > LONGEST) {
      return null;
    }
    int at = cell.charAt(0) == '-' ? 1 : 0;
    int digits = 0;
    int sinceComma = -1;
    boolean commas = false;
    int point = -1;
    for (int i = at; i < n; i++) {
      char c = cell.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        sinceComma += commas && point < 0 ? 1 : 0;
      } else if (c == ',' && point < 0 && digits > 0 && (commas ? sinceComma == 3 : digits <= 3)) {
        commas = true;
        sinceComma = 0;
      } else if (c == '.' && point < 0 && digits > 0 && i < n - 1) {
        point = i;
      } else {
        return null;
      }
    }
    if (digits == 0 || (commas && sinceComma != 3)) {
      return null;
    }
    return new BigDecimal(commas ? cell.replace(",", "") : cell);
  }

  /** Whether a cell has a digit, a point and a digit in turn, and so is no period. */
  static boolean fraction(String cell) {
    int point = cell.indexOf('.');
    return point > 0 && of(cell) != null;
  }
}
