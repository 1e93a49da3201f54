package dev.tutti.document.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Locale;

/** Formats of numbers in sheets, as far as they say what a number is: a percentage or a date. */
final class CellFormat {
  private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466);

  /** Longest number that is formatted, and most digits before its point; sheets have 17. */
  private static final int LONGEST = 60;

  private CellFormat() {}

  /** Format of a number that no workbook defines (ECMA-376, part 1, 18.8.30; 27 to 58 Chinese). */
  static String builtIn(String id) {
    return switch (id) {
      case "9" -> "0%";
      case "10" -> "0.00%";
      case "14", "15", "16", "22", "28", "29", "30", "31", "51", "53", "54", "58" -> "yyyy-mm-dd";
      case "17", "27", "36", "50", "52", "57" -> "yyyy-mm";
      default -> "";
    };
  }

  /** Value as readers of the sheet see it, in full precision. */
  static String shown(String value, String format, boolean from1904) {
    if (value.length() > LONGEST || !value.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?")) {
      return value;
    }
    BigDecimal number = new BigDecimal(value);
    if (Math.abs(number.precision() - number.scale()) > LONGEST) {
      return value;
    }
    String plain =
        format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|[_*].", "");
    if (plain.contains("%")) {
      return number.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
    if (isDate(plain) && number.signum() >= 0 && number.compareTo(LAST_DAY) < 0) {
      LocalDate first = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
      String date = first.plusDays(number.longValue()).toString();
      return plain.contains("d") ? date : date.substring(0, 7);
    }
    return number.precision() > 17 ? number.toPlainString() : tidy(number);
  }

  /** Whether it has years, days, or months that are no minutes. */
  private static boolean isDate(String plain) {
    boolean time = plain.contains("h") || plain.contains("s");
    return !plain.startsWith("general")
        && !plain.startsWith("standard")
        && (plain.contains("y") || plain.contains("d") || (plain.contains("m") && !time));
  }

  private static String tidy(BigDecimal number) {
    BigDecimal rounded = number.round(new MathContext(15));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
