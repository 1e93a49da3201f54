package dev.tutti.application.insight.reading;

import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Decimal sign of a table: a comma where more cells can only be read so, such as {@code 1.234,5}
 * and {@code 12,50}, than cells that need a point.
 */
final class DecimalSign {
  private static final int MOST_ROWS = 300;
  private static final int LONGEST = 30;
  private static final String LEAD = "[-+(]?\\s?[€$£¥]?\\s?";
  private static final String TAIL = "\\s?(?:[%€$£)]|EUR|USD|CHF)?";
  private static final Pattern COMMA =
      Pattern.compile(
          LEAD
              + "(?:\\d{1,3}(?:[. '"
              + " \\u00a0\\u2009\\u202f]\\d{3})+,\\d+|\\d+,(?:\\d{1,2}|\\d{4,})|0,\\d+|\\d{1,3}(?:\\.\\d{3}){2,})"
              + TAIL);
  private static final Pattern POINT =
      Pattern.compile(
          LEAD
              + "(?:\\d{1,3}(?:[,"
              + " '\\u00a0\\u2009\\u202f]\\d{3})+\\.\\d+|\\d+\\.(?:\\d{1,2}|\\d{4,})|0\\.\\d+|\\d{1,3}(?:,\\d{3}){2,})"
              + TAIL);

  private DecimalSign() {}

  /** Whether numbers of a table have a decimal comma. */
  static boolean isComma(TableGrid grid) {
    int commas = 0;
    int points = 0;
    int to = Math.min(grid.rows().size(), grid.headerRows() + MOST_ROWS);
    for (List<TableCell> row : grid.rows().subList(grid.headerRows(), to)) {
      for (TableCell cell : row) {
        String text = cell.text();
        if (text.length() <= LONGEST && text.indexOf(',') > 0 && COMMA.matcher(text).matches()) {
          commas++;
        } else if (text.length() <= LONGEST
            && text.indexOf('.') > 0
            && POINT.matcher(text).matches()) {
          points++;
        }
      }
    }
    return commas > points;
  }
}
