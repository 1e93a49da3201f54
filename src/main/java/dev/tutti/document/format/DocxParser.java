package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.table.TableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Parser of DOCX: the body in its order, tables with spans, text boxes, notes; deleted and hidden
 * text aside.
 */
final class DocxParser {
  private static final int DEEPEST = 60;
  private static final int MOST_CELLS = 1_000_000;
  private static final Pattern WHITE = Pattern.compile("(?i)F[A-F]F[A-F]F[A-F]");
  private static final Set<String> PROPERTIES = Set.of("w:rPr", "w:pPr", "w:tcPr", "w:tblPr");

  /** Frames of content controls and of changes, which stand around rows and cells. */
  private static final Set<String> FRAMES = Set.of("w:sdt", "w:sdtContent", "w:customXml", "w:ins");

  private final BlockWriter out;
  private final DocxStyles styles;
  private final OfficeText extracted = new OfficeText();
  private int counted;

  private DocxParser(BlockWriter out, DocxStyles styles) {
    this.out = out;
    this.styles = styles;
  }

  static void parse(OfficeZip zip, BlockWriter out) {
    DocxParser parser = new DocxParser(out, DocxStyles.of(zip.xml("word/styles.xml")));
    Document body = zip.xml("word/document.xml");
    if (body == null) {
      throw new UnreadableDocument(
          "corrupt", "docx: word/document.xml is missing (expected: a body)");
    }
    parser.walk(body, 0);
    for (String notes : List.of("word/footnotes.xml", "word/endnotes.xml")) {
      Document part = zip.xml(notes);
      if (part != null) {
        parser.walk(part, 0);
      }
    }
    Document comments = zip.xml("word/comments.xml");
    if (comments != null) {
      for (Element comment : comments.getElementsByTag("w:comment")) {
        out.hide("comment", parser.plain(comment));
      }
    }
  }

  private void walk(Element parent, int depth) {
    if (depth > DEEPEST) {
      throw new UnreadableDocument(
          "too_deep", "docx: nested more than " + DEEPEST + " times (expected: less)");
    }
    for (Element each : parent.children()) {
      switch (each.tagName()) {
        case "w:p" -> paragraph(each, depth);
        case "w:tbl" -> table(each);
        default -> walk(each, depth + 1);
      }
    }
  }

  private void paragraph(Element paragraph, int depth) {
    out.block(styles.kind(paragraph), visible(paragraph));
    for (Element box : paragraph.getElementsByTag("w:txbxContent")) {
      if (!inside(box, "mc:Fallback", paragraph) && !inside(box, "w:txbxContent", paragraph)) {
        walk(box, depth + 1);
      }
    }
  }

  /** Text that is seen; what is not goes aside. */
  private String visible(Element element) {
    StringBuilder seen = new StringBuilder();
    StringBuilder vanished = new StringBuilder();
    for (Element run : element.getElementsByTag("w:r")) {
      if (inside(run, "w:txbxContent", element) || inside(run, "mc:Fallback", element)) {
        continue;
      }
      String text = runText(run);
      if (inside(run, "w:del", element) || inside(run, "w:moveFrom", element)) {
        out.hide("deleted", text);
      } else if (vanishes(run)) {
        vanished.append(text);
      } else {
        seen.append(text);
      }
    }
    out.hide("vanish", vanished.toString());
    return seen.toString();
  }

  private static boolean inside(Element run, String tag, Element upTo) {
    for (Element p = run.parent(); p != null && !upTo.equals(p); p = p.parent()) {
      if (p.tagName().equals(tag)) {
        return true;
      }
    }
    return false;
  }

  private static boolean vanishes(Element run) {
    Element properties = run.firstElementChild();
    if (properties == null || !properties.tagName().equals("w:rPr")) {
      return false;
    }
    for (Element each : properties.children()) {
      String value = each.attr("w:val");
      boolean gone =
          switch (each.tagName()) {
            case "w:vanish" -> !value.equals("0") && !value.equals("false");
            case "w:color" -> WHITE.matcher(value).matches() && !shaded(run);
            case "w:sz" -> value.matches("[0-3]");
            default -> false;
          };
      if (gone) {
        return true;
      }
    }
    return false;
  }

  /** Whether something around a run is filled with a colour, on which white is seen. */
  private static boolean shaded(Element run) {
    for (Element at = run; at != null; at = at.parent()) {
      Element properties = at.firstElementChild();
      if (properties == null || !PROPERTIES.contains(properties.tagName())) {
        continue;
      }
      for (Element each : properties.children()) {
        String fill = each.attr("w:fill");
        boolean filled = fill.matches("[0-9A-Fa-f]{6}") && !WHITE.matcher(fill).matches();
        if (each.tagName().equals("w:highlight") || (each.tagName().equals("w:shd") && filled)) {
          return true;
        }
      }
    }
    return false;
  }

  private String runText(Element run) {
    StringBuilder text = new StringBuilder();
    for (Element each : run.children()) {
      switch (each.tagName()) {
        case "w:t", "w:delText" -> text.append(extracted.counted(each.wholeText()));
        case "w:tab" -> text.append('\t');
        case "w:br", "w:cr" -> text.append('\n');
        default -> {}
      }
    }
    return text.toString();
  }

  private String plain(Element element) {
    StringBuilder text = new StringBuilder();
    element.getElementsByTag("w:t").forEach(t -> text.append(extracted.counted(t.wholeText())));
    return text.toString();
  }

  private void table(Element table) {
    List<List<TableCell>> rows = new ArrayList<>();
    for (Element row : framed(table, "w:tr")) {
      rows.add(row(row, rows));
    }
    out.table(TableCaption.in(out.last()), rows);
  }

  /** Children with a tag, whatever frames stand around them. */
  private static List<Element> framed(Element parent, String tag) {
    List<Element> found = new ArrayList<>();
    for (Element each : parent.children()) {
      if (each.tagName().equals(tag)) {
        found.add(each);
      } else if (FRAMES.contains(each.tagName())) {
        found.addAll(framed(each, tag));
      }
    }
    return found;
  }

  private List<TableCell> row(Element row, List<List<TableCell>> above) {
    List<TableCell> cells = new ArrayList<>();
    for (Element cell : framed(row, "w:tc")) {
      Element properties = cell.selectFirst("> w|tcPr");
      String span =
          properties == null ? "" : properties.getElementsByTag("w:gridSpan").attr("w:val");
      Element merge = properties == null ? null : properties.getElementsByTag("w:vMerge").first();
      int width = span.matches("\\d{1,2}") ? Integer.parseInt(span) : 1;
      count(width);
      boolean goesOn = merge != null && !merge.attr("w:val").equals("restart");
      TableCell own = TableCell.at(above.size(), cells.size(), cellText(cell));
      if (goesOn && !above.isEmpty() && cells.size() < above.getLast().size()) {
        own = above.getLast().get(cells.size()).spread();
      }
      cells.add(own);
      for (int more = 1; more < width; more++) {
        cells.add(own.spread());
      }
    }
    return cells;
  }

  private void count(int more) {
    counted += more;
    if (counted > MOST_CELLS) {
      throw new UnreadableDocument(
          "too_large", "docx: more than " + MOST_CELLS + " cells of tables (expected: fewer)");
    }
  }

  private String cellText(Element cell) {
    List<String> lines = new ArrayList<>();
    cell.getElementsByTag("w:p").forEach(p -> lines.add(visible(p)));
    return String.join("\n", lines).strip();
  }
}
