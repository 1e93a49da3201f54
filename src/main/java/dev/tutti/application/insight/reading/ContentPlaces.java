package dev.tutti.application.insight.reading;

import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.util.ArrayList;
import java.util.List;

/** Places of the cells of tables in the text that they were read from. For one thread. */
final class ContentPlaces {
  private static final int FEWEST_LINES = 3;

  /** After so many cells that are not in the text as they are read, others must be near. */
  private static final int MOST_LOST = 100;

  private static final int NEAR = 10_000;
  private final String content;
  private int from;
  private int lost;

  ContentPlaces(String content) {
    this.content = content;
  }

  /** Table whose cells know where they stand. */
  TableGrid placed(TableGrid grid) {
    List<List<TableCell>> rows = new ArrayList<>();
    for (List<TableCell> row : grid.rows()) {
      List<TableCell> cells = new ArrayList<>();
      for (TableCell cell : row) {
        cells.add(placed(cell));
      }
      rows.add(cells);
    }
    return new TableGrid(grid.caption(), grid.headerRows(), rows, grid.warnings());
  }

  private TableCell placed(TableCell cell) {
    int at = cell.text().isEmpty() || cell.anchored() ? -1 : find(cell.text());
    if (at < 0) {
      return new TableCell(cell.text(), cell.place(), null, cell.anchored(), cell.bold());
    }
    from = at + cell.text().length();
    return cell.startingAt(at);
  }

  private int find(String text) {
    int to = lost < MOST_LOST ? content.length() : Math.min(content.length(), from + NEAR);
    int at = content.indexOf(text, from, to);
    lost += at < 0 ? 1 : 0;
    return at;
  }

  /** Whether a text is CSV: most lines have the same delimiter as often, and numbers. */
  static boolean delimited(String text) {
    List<String> lines = text.lines().filter(each -> !each.isBlank()).limit(50).toList();
    if (lines.size() < FEWEST_LINES) {
      return false;
    }
    for (char delimiter : new char[] {',', '\t', ';', '|'}) {
      long usual = count(lines.get(lines.size() / 2), delimiter);
      long alike = lines.stream().filter(each -> count(each, delimiter) == usual).count();
      boolean digits = lines.getLast().chars().anyMatch(Character::isDigit);
      if (usual > 0 && digits && alike * 3 >= lines.size() * 2L) {
        return true;
      }
    }
    return false;
  }

  private static long count(String line, char delimiter) {
    return line.chars().filter(each -> each == delimiter).count();
  }
}
