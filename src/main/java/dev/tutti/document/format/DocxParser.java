package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.table.TableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Parser of DOCX: the body in its order, tables with spans, text boxes, notes; deleted and hidden
 * text aside.
 */
final class DocxParser {
  private static final int DEEPEST = 60;
  private final BlockWriter out;

  private DocxParser(BlockWriter out) {
    this.out = out;
  }

  static void parse(OfficeZip zip, BlockWriter out) {
    DocxParser parser = new DocxParser(out);
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
        out.hide("comment", plain(comment));
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
    String style = paragraph.getElementsByTag("w:pStyle").attr("w:val").toLowerCase(Locale.ROOT);
    boolean heading = style.startsWith("heading") || style.equals("title") || style.matches("\\d");
    out.block(heading ? "heading" : "paragraph", visible(paragraph));
    for (Element box : paragraph.getElementsByTag("w:txbxContent")) {
      if (box.parents().stream().noneMatch(p -> p.tagName().equals("mc:Fallback"))) {
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
      if (inside(run, "w:del", element)) {
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
            case "w:color" -> value.matches("(?i)F[A-F]F[A-F]F[A-F]");
            case "w:sz" -> value.matches("[0-3]");
            default -> false;
          };
      if (gone) {
        return true;
      }
    }
    return false;
  }

  private static String runText(Element run) {
    StringBuilder text = new StringBuilder();
    for (Element each : run.children()) {
      switch (each.tagName()) {
        case "w:t", "w:delText" -> text.append(each.wholeText());
        case "w:tab" -> text.append('\t');
        case "w:br", "w:cr" -> text.append('\n');
        default -> {}
      }
    }
    return text.toString();
  }

  private static String plain(Element element) {
    StringBuilder text = new StringBuilder();
    element.getElementsByTag("w:t").forEach(t -> text.append(t.wholeText()));
    return text.toString();
  }

  private void table(Element table) {
    String last = out.last();
    String caption =
        last.matches("(?is).*(单位|in (?:thousands|millions)|表|table).*") && last.length() < 120
            ? last
            : null;
    List<List<TableCell>> rows = new ArrayList<>();
    for (Element row : table.children()) {
      if (row.tagName().equals("w:tr")) {
        rows.add(row(row, rows));
      }
    }
    out.table(caption, rows);
  }

  private List<TableCell> row(Element row, List<List<TableCell>> above) {
    List<TableCell> cells = new ArrayList<>();
    for (Element cell : row.children()) {
      if (!cell.tagName().equals("w:tc")) {
        continue;
      }
      Element properties = cell.selectFirst("> w|tcPr");
      String span =
          properties == null ? "" : properties.getElementsByTag("w:gridSpan").attr("w:val");
      Element merge = properties == null ? null : properties.getElementsByTag("w:vMerge").first();
      int width = span.matches("\\d{1,2}") ? Integer.parseInt(span) : 1;
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

  private String cellText(Element cell) {
    List<String> lines = new ArrayList<>();
    cell.getElementsByTag("w:p").forEach(p -> lines.add(visible(p)));
    return String.join("\n", lines).strip();
  }
}
