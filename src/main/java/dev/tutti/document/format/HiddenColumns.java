package dev.tutti.document.format;

import dev.tutti.document.table.TableCell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.nodes.Element;

/** Columns of a sheet that are hidden: their cells are blank, and what they hold is collected. */
final class HiddenColumns {
  private static final int MOST_COLUMNS = 1_000;
  private static final int MOST_TEXT = 10_000;

  private final BitSet columns = new BitSet();
  private final Map<Integer, StringBuilder> texts = new TreeMap<>();

  HiddenColumns(Element sheet) {
    for (Element each : sheet.getElementsByTag("col")) {
      int from = number(each.attr("min"));
      int to = Math.min(MOST_COLUMNS, number(each.attr("max")));
      if (each.attr("hidden").matches("1|true") && from > 0 && to >= from) {
        columns.set(from - 1, to);
      }
    }
  }

  private static int number(String text) {
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  /** Row with blanks in place of the hidden cells. */
  List<TableCell> without(List<TableCell> row) {
    if (columns.isEmpty()) {
      return row;
    }
    for (int column = columns.nextSetBit(0);
        column >= 0 && column < row.size();
        column = columns.nextSetBit(column + 1)) {
      var cell = row.get(column);
      if (!cell.text().isEmpty()) {
        var text = texts.computeIfAbsent(column, _ -> new StringBuilder());
        text.append(text.length() < MOST_TEXT ? cell.text() + "\n" : "");
        row.set(column, new TableCell("", cell.place(), null, false, false));
      }
    }
    return row;
  }

  /** Texts of the hidden columns. */
  List<String> texts() {
    List<String> all = new ArrayList<>();
    texts.values().forEach(each -> all.add(each.toString().strip()));
    return all;
  }
}
