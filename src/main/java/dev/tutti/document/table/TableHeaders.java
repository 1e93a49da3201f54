package dev.tutti.document.table;

import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberSurroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Search for headers: titles and units above, then rows in which no value stands, years aside. */
final class TableHeaders {

  private static final int MOST_TITLE_ROWS = 10;
  private static final int MOST_HEADER_ROWS = 6;

  /** Characters of a text that may be a value, and of a title with a unit. */
  private static final int LONGEST_VALUE = 200;

  private static final int LONGEST_TITLE = 4_000;
  private static final String NUMERALS = "零〇一二三四五六七八九十百千万亿两半倍";
  private static final Pattern YEAR = Pattern.compile("(?:FY\\s?)?(?:19|20)\\d\\d[AEF]?");
  private static final Pattern UNIT =
      Pattern.compile("(?i)单位|in (?:thousands|millions|billions)|\\$000");

  private static final Pattern MISSING = Pattern.compile("(?i)[-—–]{1,2}|n/a|nan|null|不适用|未披露|缺失");

  private TableHeaders() {}

  static TableGrid found(@Nullable String caption, List<List<TableCell>> rows) {
    List<String> warnings = new ArrayList<>();
    List<List<TableCell>> left = rows;
    StringBuilder title = new StringBuilder(caption == null ? "" : caption);
    for (int titles = 0;
        titles < MOST_TITLE_ROWS
            && left.size() > 1
            && filled(left.getFirst()) == 1
            && filled(left.get(1)) >= 1
            && width(left) > 1
            && !isValue(only(left.getFirst()));
        titles++) {
      title.append(title.isEmpty() ? "" : "\n").append(only(left.getFirst()));
      left = left.subList(1, left.size());
    }
    int headers = 0;
    while (headers < left.size() - 1
        && headers < MOST_HEADER_ROWS
        && !hasValue(left.get(headers))
        && !(headers > 0 && hasMissing(left.get(headers)))) {
      headers++;
    }
    int width = headers == 0 ? width(left) : left.get(headers - 1).size();
    if (left.stream().anyMatch(row -> row.size() != width)) {
      warnings.add("ragged");
    }
    for (int row = 0; row < headers; row++) {
      for (TableCell cell : left.get(row)) {
        if (!cell.anchored() && UNIT.matcher(cell.text()).find()) {
          title.append(title.isEmpty() ? "" : "\n").append(cell.text());
        }
      }
    }
    title.setLength(Math.min(LONGEST_TITLE, title.length()));
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

  /** Whether a cell says that it has no value, as one of a header does not. */
  private static boolean hasMissing(List<TableCell> row) {
    return row.stream().skip(1).anyMatch(cell -> MISSING.matcher(cell.text()).matches());
  }

  /** Most cells are digits with a sign or two, or words; the others are left to the grammar. */
  private static boolean isValue(String text) {
    if (text.length() > LONGEST_VALUE) {
      return false;
    }
    int digits = 0;
    int signs = 0;
    int numerals = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      signs += c == '.' || c == ',' || (c == '-' && i == 0) ? 1 : 0;
      numerals += NUMERALS.indexOf(c) >= 0 || (c >= '０' && c <= '９') ? 1 : 0;
    }
    if (digits > 0 && digits + signs == text.length() && (digits > 4 || signs < 2)) {
      return !YEAR.matcher(text).matches();
    }
    boolean word = digits + numerals == 0 && !text.equalsIgnoreCase("nil");
    return !word && !capitalized(text) && isNumber(text);
  }

  /** Whether it begins as a sentence or a name does: Column 1. */
  private static boolean capitalized(String text) {
    return text.length() > 2
        && Character.isUpperCase(text.charAt(0))
        && Character.isLowerCase(text.charAt(1))
        && !text.equalsIgnoreCase("nil");
  }

  private static boolean isNumber(String text) {
    NumberMention number = NumberGrammar.cell(text, NumberSurroundings.NONE);
    boolean year = YEAR.matcher(text).matches();
    return number != null && number.kind() != NumberKind.MISSING && !year;
  }
}
