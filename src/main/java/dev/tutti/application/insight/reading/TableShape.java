package dev.tutti.application.insight.reading;

import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Shape of a table: which columns hold names, periods, units and values.
 *
 * @param periods column of the periods, -1 where the rows have none
 * @param years column of the years of months or quarters, -1 where they have none of their own
 * @param units column of the units, -1 where there is none
 * @param values columns of values
 * @param labels columns of names
 * @param comma whether a comma is the decimal sign
 */
record TableShape(
    int periods, int years, int units, List<Integer> values, List<Integer> labels, boolean comma) {
  private static final int SAMPLE = 300;
  private static final Pattern TIME =
      Pattern.compile(
          "(?i).*(?:年|月份|月$|季|日期|时间|期间|周|星期|天|date|time|month|quarter|year|period|week|day).*");
  private static final Pattern COUNTED =
      Pattern.compile("(?i)\\s*(?:week|weeks|周|周次|day|days|天|日|序号|no\\.?|index|t|step|期)\\s*");
  private static final Pattern UNIT = Pattern.compile("(?i)\\s*(?:单位|unit|units|币种)\\s*");

  private static final Pattern PART =
      Pattern.compile("(?i)(?:月|月份|季|季度|半年度?|half|month|mon|quarter|qtr|q)");
  private static final Pattern YEARS = Pattern.compile("(?i)(?:年|年份|年度|year|fy)");

  TableShape {
    values = List.copyOf(values);
    labels = List.copyOf(labels);
  }

  static TableShape of(TableGrid grid) {
    int periods = -1;
    int counter = -1;
    int units = -1;
    boolean comma = DecimalSign.isComma(grid);
    List<Integer> values = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int column = 0; column < grid.columns(); column++) {
      String header = String.join(" ", grid.columnPath(column));
      double[] shares = shares(grid, column, comma);
      boolean first = periods < 0 && values.isEmpty();
      boolean times =
          (shares[1] >= 0.6 && (column == 0 || TIME.matcher(header).matches()))
              || isPart(grid, column);
      if (first && times) {
        periods = column;
      } else if (first && counter < 0 && counts(header) && counted(grid, column)) {
        counter = column;
      } else if (UNIT.matcher(header).matches()) {
        units = column;
      } else if (shares[0] >= 0.5) {
        values.add(column);
      } else if (shares[2] > 0) {
        labels.add(column);
      }
    }
    periods = periods < 0 ? counter : periods;
    int years = -1;
    int other = periods < 0 ? -1 : otherHalf(grid, periods, values, labels);
    if (other >= 0) {
      values.remove(Integer.valueOf(other));
      labels.remove(Integer.valueOf(other));
      boolean year = years(grid, periods);
      years = year ? periods : other;
      periods = year ? other : periods;
    }
    return new TableShape(periods, years, units, values, labels, comma);
  }

  /** Column that has the months or quarters of years, or the years of months; -1 for none. */
  private static int otherHalf(
      TableGrid grid, int periods, List<Integer> values, List<Integer> labels) {
    boolean year = years(grid, periods);
    if (!year && !parts(grid, periods)) {
      return -1;
    }
    List<Integer> others = new ArrayList<>(labels);
    others.addAll(values);
    for (int column : others) {
      String header = String.join(" ", grid.columnPath(column)).strip();
      boolean fits =
          year ? isPart(grid, column) : YEARS.matcher(header).matches() && years(grid, column);
      if (fits) {
        return column;
      }
    }
    return -1;
  }

  private static boolean counted(TableGrid grid, int column) {
    return all(grid, column, text -> PeriodColumn.count(text) != null);
  }

  private static boolean years(TableGrid grid, int column) {
    return all(
        grid,
        column,
        text -> {
          PeriodText period = PeriodTexts.whole(text);
          return period != null && period.kind() == PeriodText.Kind.YEAR;
        });
  }

  /** Whether a column is named as one of months or quarters, and holds nothing else. */
  private static boolean isPart(TableGrid grid, int column) {
    String header = String.join(" ", grid.columnPath(column)).strip();
    return PART.matcher(header).matches() && parts(grid, column);
  }

  private static boolean parts(TableGrid grid, int column) {
    String header = String.join(" ", grid.columnPath(column));
    return all(grid, column, text -> PeriodTexts.part(text, header) != null);
  }

  /** Whether all filled cells of a column are something, and there are some. */
  private static boolean all(TableGrid grid, int column, Predicate<String> something) {
    int filled = 0;
    int to = Math.min(grid.rows().size(), grid.headerRows() + SAMPLE);
    for (int row = grid.headerRows(); row < to; row++) {
      TableCell cell = grid.cell(row, column);
      if (cell == null || PlainNumber.missing(cell.text()) || TotalWords.total(cell.text())) {
        continue;
      }
      if (!something.test(cell.text())) {
        return false;
      }
      filled++;
    }
    return filled > 1;
  }

  /** Shares of filled cells that are numbers and periods, and of cells that are names. */
  private static double[] shares(TableGrid grid, int column, boolean comma) {
    int filled = 0;
    int numbers = 0;
    int times = 0;
    int names = 0;
    int to = Math.min(grid.rows().size(), grid.headerRows() + SAMPLE);
    for (int row = grid.headerRows(); row < to; row++) {
      TableCell cell = grid.cell(row, column);
      String text = cell == null ? "" : cell.text();
      if (PlainNumber.missing(text) || TotalWords.total(text)) {
        continue;
      }
      filled++;
      boolean number = ColumnReader.numeric(text, comma);
      numbers += number ? 1 : 0;
      times += PeriodTexts.whole(text) != null ? 1 : 0;
      names += number ? 0 : 1;
    }
    double all = Math.max(1, filled);
    return new double[] {numbers / all, times / all, names / all};
  }

  /** Whether the column of the periods counts, as weeks or days without dates. */
  static boolean counts(String header) {
    return COUNTED.matcher(header).matches();
  }
}
