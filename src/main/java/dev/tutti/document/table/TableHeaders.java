package dev.tutti.document.table;

import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberSurroundings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Search for headers: titles and units above, then rows in which no value stands, years aside. */
final class TableHeaders {

  private static final int MOST_HEADER_ROWS = 6;

  private TableHeaders() {}

  static TableGrid found(@Nullable String caption, List<List<TableCell>> rows) {
    List<String> warnings = new ArrayList<>();
    List<List<TableCell>> left = new ArrayList<>(rows);
    StringBuilder title = new StringBuilder(caption == null ? "" : caption);
    while (left.size() > 1
        && filled(left.getFirst()) == 1
        && filled(left.get(1)) >= 1
        && width(left) > 1
        && !isValue(only(left.getFirst()))) {
      title.append(title.isEmpty() ? "" : "\n").append(only(left.removeFirst()));
    }
    int headers = 0;
    while (headers < left.size() - 1
        && headers < MOST_HEADER_ROWS
        && !hasValue(left.get(headers))) {
      headers++;
    }
    int width = headers == 0 ? width(left) : left.get(headers - 1).size();
    if (left.stream().anyMatch(row -> row.size() != width)) {
      warnings.add("ragged");
    }
    for (int row = 0; row < headers; row++) {
      for (TableCell cell : left.get(row)) {
        if (cell.text().matches("(?i).*(单位|in (?:thousands|millions|billions)|\\$000).*")) {
          title.append(title.isEmpty() ? "" : "\n").append(cell.text());
        }
      }
    }
    return new TableGrid(title.isEmpty() ? null : title.toString(), headers, left, warnings);
  }

  private static int width(List<List<TableCell>> rows) {
    return rows.stream().mapToInt(List::size).max().orElse(0);
  }

  private static long filled(List<TableCell> row) {
    return row.stream().filter(cell -> !cell.text().isEmpty() && !cell.anchored()).count();
  }

  private static String only(List<TableCell> row) {
    return row.stream().map(TableCell::text).filter(t -> !t.isEmpty()).findFirst().orElse("");
  }

  private static boolean hasValue(List<TableCell> row) {
    return row.stream().skip(1).anyMatch(cell -> isValue(cell.text()));
  }

  private static boolean isValue(String text) {
    NumberMention number = NumberGrammar.cell(text, NumberSurroundings.NONE);
    boolean year = text.matches("(?:FY\\s?)?(?:19|20)\\d\\d[AEF]?");
    return number != null && number.kind() != NumberKind.MISSING && !year;
  }
}
