package dev.tutti.application.insight.reading;

import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.util.List;

/** Warnings about the form of a table: titles above it, rows that are longer or shorter. */
final class TableNotes {
  private static final int MOST = 20;

  private TableNotes() {}

  static void of(TableGrid grid, boolean delimited, ReadingNotes notes) {
    int first = grid.rows().isEmpty() ? 1 : number(grid.rows().getFirst(), 1);
    if (grid.caption() != null) {
      for (int row = 1; row < first; row++) {
        notes.warn("title", "row " + row, "title row %d: not read as data".formatted(row));
      }
    }
    if (!delimited || grid.headerRows() == 0 || !grid.warnings().contains("ragged")) {
      return;
    }
    int width = grid.rows().get(grid.headerRows() - 1).size();
    int told = 0;
    for (int row = grid.headerRows(); row < grid.rows().size() && told < MOST; row++) {
      List<TableCell> cells = grid.rows().get(row);
      if (cells.size() != width) {
        int number = number(cells, row + 1);
        notes.warn(
            "ragged",
            "row " + number,
            "ragged row %d: %d cells (expected: %d)".formatted(number, cells.size(), width));
        told++;
      }
    }
  }

  private static int number(List<TableCell> row, int otherwise) {
    String digits = row.isEmpty() ? "" : row.getFirst().place().replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 8 ? otherwise : Integer.parseInt(digits);
  }
}
