package dev.tutti.document.table;

import org.jspecify.annotations.Nullable;

/**
 * Cell of a grid.
 *
 * @param text what is printed in it
 * @param place its address for readers, such as B3
 * @param start first UTF-16 unit in the document's text, when it has one
 * @param anchored whether it repeats the value of a merged cell to its left or above
 * @param bold whether it is a header by its form
 */
public record TableCell(
    String text, String place, @Nullable Integer start, boolean anchored, boolean bold) {

  /** Cell at a place of a sheet, counted from 0. */
  public static TableCell at(int row, int column, String text) {
    return new TableCell(text.strip(), address(row, column), null, false, false);
  }

  /** Same cell at a place of a text. */
  public TableCell startingAt(int place) {
    return new TableCell(text, this.place, place, anchored, bold);
  }

  /** Same cell repeated under a merged one. */
  public TableCell spread() {
    return new TableCell(text, place, start, true, bold);
  }

  static String address(int row, int column) {
    if (column < 26) {
      return (char) ('A' + column) + Integer.toString(row + 1);
    }
    StringBuilder name = new StringBuilder();
    for (int left = column + 1; left > 0; left = (left - 1) / 26) {
      name.insert(0, (char) ('A' + (left - 1) % 26));
    }
    return name.append(row + 1).toString();
  }
}
