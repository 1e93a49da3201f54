package dev.tutti.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV (RFC 4180) that a spreadsheet shows as they are: a text that it would take for a
 * formula gets an apostrophe (CWE-1236), a number stays a number. By hand, because a library writes
 * no such guard and the rest is two lines.
 */
public final class Csv {
  /** Beginnings of formulas, with their full-width twins, which spreadsheets read alike. */
  private static final String FORMULAS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private Csv() {}

  /**
   * One line with its end.
   *
   * @param cells texts, numbers and truths; null for an empty cell
   */
  public static String line(List<? extends @Nullable Object> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object cell) {
    return switch (cell) {
      case null -> "";
      case BigDecimal number -> number.toPlainString();
      case Number number -> number.toString();
      default -> quoted(guarded(cell.toString()));
    };
  }

  private static String guarded(String text) {
    return isFormula(text) || isFormula(text.stripLeading()) ? "'" + text : text;
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
