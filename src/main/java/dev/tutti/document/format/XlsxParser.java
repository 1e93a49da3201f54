package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.table.TableCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Parser of XLSX: one table a sheet, as its cells are shown; hidden sheets and rows aside. */
final class XlsxParser {
  private static final int MOST_ROWS = 200_000;
  private static final int MOST_COLUMNS = 1_000;
  private static final int MOST_CELLS = 1_000_000;

  /** Characters of the beginning of a hidden row. */
  private static final int MOST_HIDDEN = 10_000;

  private static final Pattern UNNAMED = Pattern.compile("(?i)(?:sheet|工作表|表)\\s*\\d*|");

  private final OfficeZip zip;
  private final BlockWriter out;
  private final List<String> shared = new ArrayList<>();
  private final Map<Integer, String> formats = new HashMap<>();
  private final OfficeText extracted = new OfficeText();
  private boolean from1904;
  private int cells;

  private XlsxParser(OfficeZip zip, BlockWriter out) {
    this.zip = zip;
    this.out = out;
  }

  static void parse(OfficeZip zip, BlockWriter out) {
    new XlsxParser(zip, out).workbook();
  }

  /** Part whose tags have no prefix, whatever wrote it. */
  private @Nullable Document xml(String part) {
    Document document = zip.xml(part);
    if (document != null) {
      OfficeZip.unprefix(document);
    }
    return document;
  }

  private void workbook() {
    Document book = xml("xl/workbook.xml");
    if (book == null) {
      throw new UnreadableDocument(
          "corrupt", "xlsx: xl/workbook.xml is missing (expected: a workbook)");
    }
    from1904 = book.getElementsByTag("workbookPr").attr("date1904").matches("1|true");
    Document strings = xml("xl/sharedStrings.xml");
    if (strings != null) {
      strings.getElementsByTag("si").forEach(si -> shared.add(texts(si)));
    }
    styles();
    Map<String, String> targets = new HashMap<>();
    Document relations = xml("xl/_rels/workbook.xml.rels");
    if (relations != null) {
      relations
          .getElementsByTag("Relationship")
          .forEach(r -> targets.put(r.attr("Id"), r.attr("Target")));
    }
    int page = 0;
    for (Element sheet : book.getElementsByTag("sheet")) {
      String target =
          targets.getOrDefault(relation(sheet), "worksheets/sheet" + (page + 1) + ".xml");
      out.sheet(++page);
      sheet(sheet, target.startsWith("/") ? target.substring(1) : "xl/" + target);
    }
  }

  /** Id of the relation of a sheet, in an attribute of any prefix. */
  private static String relation(Element sheet) {
    return sheet.attributes().asList().stream()
        .filter(each -> each.getKey().endsWith(":id"))
        .map(Attribute::getValue)
        .findFirst()
        .orElse("");
  }

  private void styles() {
    Document styles = xml("xl/styles.xml");
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
        formats.put(index++, codes.getOrDefault(id, CellFormat.builtIn(id)));
      }
    }
  }

  private void sheet(Element entry, String part) {
    Document sheet = xml(part);
    if (sheet == null) {
      return;
    }
    boolean hidden =
        entry.attr("state").startsWith("hidden") || entry.attr("state").startsWith("veryHidden");
    List<List<TableCell>> rows = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    var columns = new HiddenColumns(sheet);
    int next = 1;
    for (Element row : sheet.getElementsByTag("row")) {
      int number = row.attr("r").matches("[1-9]\\d{0,6}") ? Integer.parseInt(row.attr("r")) : next;
      next = number + 1;
      List<TableCell> read = row(row, number - 1);
      if (hidden || row.attr("hidden").matches("1|true")) {
        out.hide(hidden ? "hidden_sheet" : "hidden_row", joined(read));
        continue;
      }
      rows.add(columns.without(read));
      numbers.add(number);
      if (rows.size() > MOST_ROWS) {
        throw new UnreadableDocument(
            "too_large", "xlsx: more than " + MOST_ROWS + " rows (expected: less)");
      }
    }
    columns.texts().forEach(text -> out.hide("hidden_column", text));
    merge(sheet, rows, numbers);
    rows.removeIf(row -> row.stream().allMatch(cell -> cell.text().isEmpty()));
    String name = entry.attr("name").strip();
    out.table(UNNAMED.matcher(name).matches() ? null : name, rows);
  }

  /** Begin of a row; many of its cells may have one long text. */
  private static String joined(List<TableCell> row) {
    var text = new StringBuilder();
    for (TableCell cell : row) {
      int room = MOST_HIDDEN - text.length();
      text.append(text.isEmpty() ? "" : "\t");
      text.append(cell.text(), 0, Math.clamp(room, 0, cell.text().length()));
    }
    return text.toString();
  }

  private List<TableCell> row(Element row, int number) {
    List<TableCell> read = new ArrayList<>();
    for (Element cell : row.getElementsByTag("c")) {
      int column = column(cell.attr("r"), read.size());
      count(column, cell.attr("r"));
      while (read.size() < column) {
        read.add(TableCell.at(number, read.size(), ""));
      }
      read.add(TableCell.at(number, read.size(), shown(cell)));
    }
    return read;
  }

  private void count(int column, String address) {
    if (column >= MOST_COLUMNS || ++cells > MOST_CELLS) {
      throw new UnreadableDocument(
          "too_large",
          "xlsx: cell "
              + address
              + " (expected: at most "
              + MOST_COLUMNS
              + " columns and "
              + MOST_CELLS
              + " cells)");
    }
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
    Element first = cell.getElementsByTag("v").first();
    String value = first == null ? "" : extracted.counted(first.text());
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
    return CellFormat.shown(value, format, from1904);
  }

  private String texts(Element element) {
    StringBuilder text = new StringBuilder();
    for (Element t : element.getElementsByTag("t")) {
      if (t.parent() == null || !t.parent().tagName().equals("rPh")) {
        text.append(extracted.counted(t.wholeText()));
      }
    }
    return text.toString();
  }

  private void merge(Document sheet, List<List<TableCell>> rows, List<Integer> numbers) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int place = 0; place < numbers.size(); place++) {
      places.putIfAbsent(numbers.get(place), place);
    }
    for (Element merged : sheet.getElementsByTag("mergeCell")) {
      String[] ends = merged.attr("ref").split(":", -1);
      Integer first = places.get(number(ends[0]));
      int left = column(ends[0], 0);
      if (ends.length == 2 && first != null && left < rows.get(first).size()) {
        int right = Math.min(column(ends[1], left), MOST_COLUMNS - 1);
        for (int row = first; row < rows.size() && numbers.get(row) <= number(ends[1]); row++) {
          spread(rows.get(first).get(left), rows.get(row), numbers.get(row), left, right);
        }
      }
    }
  }

  private static int number(String address) {
    String digits = address.replaceAll("\\D", "");
    return digits.length() > 7 || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private void spread(TableCell anchor, List<TableCell> cells, int number, int left, int right) {
    for (int column = left; column <= right; column++) {
      count(column, anchor.place());
      while (cells.size() <= column) {
        cells.add(TableCell.at(number - 1, cells.size(), ""));
      }
      if (!cells.get(column).place().equals(anchor.place())) {
        cells.set(column, anchor.spread());
      }
    }
  }
}
