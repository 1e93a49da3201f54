package dev.tutti.application.insight.reading;

import dev.tutti.document.block.HiddenPassage;
import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Hidden rows of a sheet, put back where its row numbers have a gap: a month that is hidden is data
 * all the same, and a warning says that it is used. For one thread.
 */
final class HiddenRows {
  private final Deque<HiddenPassage> passages;
  private final ReadingNotes notes;

  HiddenRows(List<HiddenPassage> passages, ReadingNotes notes) {
    this.passages = new ArrayDeque<>(passages);
    this.notes = notes;
  }

  TableGrid inserted(TableGrid grid) {
    if (passages.isEmpty()) {
      return grid;
    }
    List<List<TableCell>> rows = new ArrayList<>();
    int last = 0;
    for (List<TableCell> row : grid.rows()) {
      int number = number(row);
      for (int hidden = last + 1; last > 0 && hidden < number && !passages.isEmpty(); hidden++) {
        rows.add(row(passages.removeFirst(), hidden));
        notes.warn("hidden", "row " + hidden, "hidden row %d: used as data".formatted(hidden));
        notes.assume("hidden row %d is data".formatted(hidden));
      }
      rows.add(row);
      last = number == 0 ? last : number;
    }
    return rows.size() == grid.rows().size()
        ? grid
        : new TableGrid(grid.caption(), grid.headerRows(), rows, grid.warnings());
  }

  private static int number(List<TableCell> row) {
    for (TableCell cell : row) {
      String digits = cell.place().replaceAll("\\D", "");
      if (!cell.anchored() && !digits.isEmpty()) {
        return Integer.parseInt(digits);
      }
    }
    return 0;
  }

  private static List<TableCell> row(HiddenPassage passage, int number) {
    String[] texts = passage.text().split("\t", -1);
    List<TableCell> cells = new ArrayList<>();
    for (int column = 0; column < texts.length; column++) {
      cells.add(TableCell.at(number - 1, column, texts[column]));
    }
    return cells;
  }
}
