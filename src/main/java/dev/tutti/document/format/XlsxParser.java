package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.table.TableCell;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Parser of XLSX: one table a sheet, as its cells are shown; hidden sheets and rows aside. */
final class XlsxParser {
  private static final int MOST_ROWS = 200_000;
  private static final int MOST_COLUMNS = 1_000;
  private static final int MOST_CELLS = 1_000_000;
  private final OfficeZip zip;
  private final BlockWriter out;
  private final List<String> shared = new ArrayList<>();
  private final Map<Integer, String> formats = new HashMap<>();
  private boolean from1904;
  private int cells;

  private XlsxParser(OfficeZip zip, BlockWriter out) {
    this.zip = zip;
    this.out = out;
  }

  static void parse(OfficeZip zip, BlockWriter out) {
    new XlsxParser(zip, out).workbook();
  }

  private void workbook() {
    Document book = zip.xml("xl/workbook.xml");
    if (book == null) {
      throw new UnreadableDocument(
          "corrupt", "xlsx: xl/workbook.xml is missing (expected: a workbook)");
    }
    from1904 = book.getElementsByTag("workbookPr").attr("date1904").matches("1|true");
    Document strings = zip.xml("xl/sharedStrings.xml");
    if (strings != null) {
      strings.getElementsByTag("si").forEach(si -> shared.add(texts(si)));
    }
    styles();
    Map<String, String> targets = new HashMap<>();
    Document relations = zip.xml("xl/_rels/workbook.xml.rels");
    if (relations != null) {
      relations
          .getElementsByTag("Relationship")
          .forEach(r -> targets.put(r.attr("Id"), r.attr("Target")));
    }
    int page = 0;
    for (Element sheet : book.getElementsByTag("sheet")) {
      String target =
          targets.getOrDefault(sheet.attr("r:id"), "worksheets/sheet" + (page + 1) + ".xml");
      out.page(++page);
      sheet(sheet, target.startsWith("/") ? target.substring(1) : "xl/" + target);
    }
  }

  private void styles() {
    Document styles = zip.xml("xl/styles.xml");
    if (styles == null) {
      return;
    }
    Map<String, String> codes = new HashMap<>();
    styles
        .getElementsByTag("numFmt")
        .forEach(f -> codes.put(f.attr("numFmtId"), f.attr("formatCode")));
    Element formatsOfCells = styles.getElementsByTag("cellXfs").first();
    if (formatsOfCells != null) {
      int index = 0;
      for (Element xf : formatsOfCells.children()) {
        String id = xf.attr("numFmtId");
        formats.put(index++, codes.getOrDefault(id, builtIn(id)));
      }
    }
  }

  private static String builtIn(String id) {
    return switch (id) {
      case "9" -> "0%";
      case "10" -> "0.00%";
      case "14", "15", "22" -> "yyyy-mm-dd";
      case "16", "17" -> "yyyy-mm";
      default -> "";
    };
  }

  private void sheet(Element entry, String part) {
    Document sheet = zip.xml(part);
    if (sheet == null) {
      return;
    }
    boolean hidden =
        entry.attr("state").startsWith("hidden") || entry.attr("state").startsWith("veryHidden");
    List<List<TableCell>> rows = new ArrayList<>();
    for (Element row : sheet.getElementsByTag("row")) {
      List<TableCell> read = row(row, rows.size());
      if (hidden || row.attr("hidden").matches("1|true")) {
        out.hide(hidden ? "hidden_sheet" : "hidden_row", joined(read));
        continue;
      }
      rows.add(read);
      if (rows.size() > MOST_ROWS) {
        throw new UnreadableDocument(
            "too_large", "xlsx: more than " + MOST_ROWS + " rows (expected: less)");
      }
    }
    merge(sheet, rows);
    rows.removeIf(row -> row.stream().allMatch(cell -> cell.text().isEmpty()));
    out.table(null, rows);
  }

  private static String joined(List<TableCell> row) {
    return String.join("\t", row.stream().map(TableCell::text).toList());
  }

  private List<TableCell> row(Element row, int index) {
    List<TableCell> read = new ArrayList<>();
    int number = row.attr("r").matches("\\d{1,7}") ? Integer.parseInt(row.attr("r")) - 1 : index;
    for (Element cell : row.getElementsByTag("c")) {
      int column = column(cell.attr("r"), read.size());
      if (column >= MOST_COLUMNS || ++cells > MOST_CELLS) {
        throw new UnreadableDocument(
            "too_large",
            "xlsx: cell "
                + cell.attr("r")
                + " (expected: at most "
                + MOST_COLUMNS
                + " columns and "
                + MOST_CELLS
                + " cells)");
      }
      while (read.size() < column) {
        read.add(TableCell.at(number, read.size(), ""));
      }
      read.add(TableCell.at(number, read.size(), shown(cell)));
    }
    return read;
  }

  private static int column(String address, int next) {
    int column = 0;
    int at = 0;
    while (at < address.length()
        && at < 4
        && address.charAt(at) >= 'A'
        && address.charAt(at) <= 'Z') {
      column = column * 26 + address.charAt(at++) - 'A' + 1;
    }
    return column == 0 ? next : Math.max(next, column - 1);
  }

  private String shown(Element cell) {
    String value = cell.getElementsByTag("v").text();
    return switch (cell.attr("t")) {
      case "s" ->
          value.matches("\\d{1,7}") && Integer.parseInt(value) < shared.size()
              ? shared.get(Integer.parseInt(value))
              : "";
      case "inlineStr" -> texts(cell);
      case "b" -> value.equals("1") ? "TRUE" : "FALSE";
      case "e" -> {
        out.warn("cell " + cell.attr("r") + ": " + value);
        yield value;
      }
      default -> formatted(value, cell.attr("s"));
    };
  }

  private String formatted(String value, String style) {
    String format =
        style.matches("\\d{1,5}") ? formats.getOrDefault(Integer.parseInt(style), "") : "";
    if (!value.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d{1,3})?")) {
      return value;
    }
    BigDecimal number = new BigDecimal(value);
    if (format.contains("%")) {
      return number.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
    String plain = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]", "");
    if (plain.contains("y") && number.abs().compareTo(BigDecimal.valueOf(2_958_466)) < 0) {
      LocalDate first = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30);
      String date = first.plusDays(number.longValue()).toString();
      return plain.contains("d") ? date : date.substring(0, 7);
    }
    return number.precision() > 17 ? number.toPlainString() : tidy(number);
  }

  private static String tidy(BigDecimal number) {
    BigDecimal rounded = number.round(new MathContext(15));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String texts(Element element) {
    StringBuilder text = new StringBuilder();
    for (Element t : element.getElementsByTag("t")) {
      if (t.parent() == null || !t.parent().tagName().equals("rPh")) {
        text.append(t.wholeText());
      }
    }
    return text.toString();
  }

  private static void merge(Document sheet, List<List<TableCell>> rows) {
    Map<String, int[]> places = new HashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < rows.get(row).size(); column++) {
        places.put(rows.get(row).get(column).place(), new int[] {row, column});
      }
    }
    for (Element merged : sheet.getElementsByTag("mergeCell")) {
      String[] ends = merged.attr("ref").split(":");
      int[] from = places.get(ends[0]);
      if (ends.length != 2 || from == null) {
        continue;
      }
      int right = column(ends[1], from[1]);
      int bottom = from[0] + number(ends[1]) - number(ends[0]);
      spread(rows, from, Math.min(bottom, rows.size() - 1), Math.min(right, MOST_COLUMNS));
    }
  }

  private static int number(String address) {
    String digits = address.replaceAll("\\D", "");
    return digits.length() > 7 || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private static void spread(List<List<TableCell>> rows, int[] from, int bottom, int right) {
    TableCell anchor = rows.get(from[0]).get(from[1]);
    for (int row = from[0]; row <= bottom; row++) {
      List<TableCell> cells = rows.get(row);
      for (int column = from[1]; column <= right; column++) {
        while (cells.size() <= column) {
          cells.add(TableCell.at(row, cells.size(), ""));
        }
        if (row != from[0] || column != from[1]) {
          cells.set(column, anchor.spread());
        }
      }
    }
  }
}
