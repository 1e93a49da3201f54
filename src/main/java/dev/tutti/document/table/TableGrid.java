package dev.tutti.document.table;

import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberSurroundings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Table of a document: rows of cells, of which the first are headers and the first column names the
 * rows.
 *
 * @param caption title and unit, as they stand above or below it
 * @param headerRows rows that are headers
 * @param rows all rows, headers too; a row may be shorter than others
 * @param warnings such as ragged
 */
public record TableGrid(
    @Nullable String caption, int headerRows, List<List<TableCell>> rows, List<String> warnings) {
  /** Characters of a cell that count as a header, which is read again for each number below it. */
  private static final int LONGEST_HEADER = 1_000;

  public TableGrid {
    rows = rows.stream().map(List::copyOf).toList();
    warnings = List.copyOf(warnings);
    if (headerRows < 0 || headerRows > rows.size()) {
      throw new IllegalArgumentException(
          "header rows: " + headerRows + " (expected: 0 to " + rows.size() + ")");
    }
  }

  /** Table whose headers and captions are found in its rows. */
  public static TableGrid of(@Nullable String caption, List<List<TableCell>> rows) {
    return TableHeaders.found(caption, rows);
  }

  /** Cell at a place, none outside of the row. */
  public @Nullable TableCell cell(int row, int column) {
    List<TableCell> cells = rows.get(row);
    return column < cells.size() ? cells.get(column) : null;
  }

  /** Width of the widest row. */
  public int columns() {
    return rows.stream().mapToInt(List::size).max().orElse(0);
  }

  /** Header texts above a column, from the top. */
  public List<String> columnPath(int column) {
    Set<String> path = new LinkedHashSet<>();
    for (int row = 0; row < headerRows; row++) {
      TableCell cell = cell(row, column);
      if (cell != null && !cell.text().isEmpty()) {
        path.add(begin(cell.text()));
      }
    }
    return List.copyOf(path);
  }

  /** Header of a row: the text of its first cell. */
  public String rowHeader(int row) {
    TableCell first = cell(row, 0);
    return first == null ? "" : begin(first.text());
  }

  private static String begin(String text) {
    return text.length() > LONGEST_HEADER ? text.substring(0, LONGEST_HEADER) : text;
  }

  /** Number of a cell with the scale of caption, column and row. */
  public @Nullable NumberMention number(int row, int column) {
    TableCell cell = cell(row, column);
    return cell == null ? null : NumberGrammar.cell(cell.text(), surroundings(row, column));
  }

  private NumberSurroundings surroundings(int row, int column) {
    String header = String.join(" ", columnPath(column));
    String named = rowHeader(row) + (header.matches(".*[(（].*[)）].*") ? " " + header : "");
    return NumberSurroundings.of(caption, named);
  }

  /** Rows below the headers. */
  public List<List<TableCell>> body() {
    return rows.subList(headerRows, rows.size());
  }

  /** Whether another table has the same headers over its columns. */
  public boolean sameHeaders(TableGrid other) {
    for (int column = 0; column < columns(); column++) {
      if (!columnPath(column).equals(other.columnPath(column))) {
        return false;
      }
    }
    return headerRows > 0;
  }

  /** Same table followed by the rows of another one, as on two pages. */
  public TableGrid continued(TableGrid next) {
    List<List<TableCell>> all = new ArrayList<>(rows);
    all.addAll(next.body());
    return new TableGrid(caption, headerRows, all, warnings);
  }
}
