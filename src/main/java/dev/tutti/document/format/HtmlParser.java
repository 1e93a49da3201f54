package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.UnreadableDocument;
import dev.tutti.document.table.TableCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Parser of HTML: blocks in their order; what a browser would not show goes aside. */
final class HtmlParser {
  private static final int DEEPEST = 256;
  private static final int MOST_SPAN = 100;
  private static final Set<String> IGNORED =
      Set.of("script", "style", "noscript", "template", "head");
  private static final Pattern HIDING =
      Pattern.compile(
          "(?i)display\\s*:\\s*none|visibility\\s*:\\s*hidden|opacity\\s*:\\s*0(?:\\.0*)?(?:;|$)|font-size\\s*:\\s*[01](?:\\.\\d+)?(?:px|pt|em)?\\s*(?:;|$)"
              + "|(?<!-)color\\s*:\\s*(?:white|#fff(?:fff)?|#fefefe|rgb\\(255,\\s*255,\\s*255\\))\\s*(?:;|$)|(?:left|top|text-indent)\\s*:\\s*-\\d{3,}");
  private final BlockWriter out;
  private final StringBuilder line = new StringBuilder();

  private HtmlParser(BlockWriter out) {
    this.out = out;
  }

  static void parse(String html, BlockWriter out) {
    HtmlParser parser = new HtmlParser(out);
    parser.walk(Jsoup.parse(html).body(), 0);
    parser.flush("paragraph");
  }

  private void walk(Node parent, int depth) {
    if (depth > DEEPEST) {
      throw new UnreadableDocument(
          "too_deep", "html: nested more than " + DEEPEST + " times (expected: less)");
    }
    for (Node each : parent.childNodes()) {
      switch (each) {
        case TextNode text -> line.append(text.getWholeText());
        case Comment comment -> out.hide("comment", comment.getData());
        case Element element -> element(element, depth);
        default -> {}
      }
    }
  }

  private void element(Element element, int depth) {
    String tag = element.normalName();
    if (IGNORED.contains(tag)) {
      return;
    }
    if (hides(element)) {
      out.hide("display_none", element.text());
    } else if (tag.equals("table")) {
      flush("paragraph");
      table(element);
    } else if (tag.equals("br")) {
      line.append(' ');
    } else if (element.isBlock() || tag.equals("li")) {
      flush("paragraph");
      walk(element, depth + 1);
      flush(tag.matches("h[1-6]") ? "heading" : "paragraph");
    } else {
      walk(element, depth + 1);
    }
  }

  private static boolean hides(Element element) {
    return element.hasAttr("hidden")
        || (element.attr("aria-hidden").equals("true") && element.attr("style").contains("none"))
        || HIDING.matcher(element.attr("style")).find();
  }

  private void flush(String kind) {
    out.block(kind, line.toString().replaceAll("\\s+", " "));
    line.setLength(0);
  }

  private void table(Element table) {
    Element title = table.selectFirst("> caption");
    String caption = title == null ? captionBefore() : title.text();
    if (title != null) {
      out.block("paragraph", title.text());
    }
    List<List<@Nullable TableCell>> rows = new ArrayList<>();
    var trs = table.select("tr");
    trs.forEach(_ -> rows.add(new ArrayList<>()));
    for (int row = 0; row < rows.size(); row++) {
      if (hides(trs.get(row))) {
        out.hide("display_none", trs.get(row).text());
        continue;
      }
      fill(rows, row, trs.get(row));
    }
    List<List<TableCell>> whole = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<TableCell> cells = new ArrayList<>();
      for (TableCell cell : rows.get(row)) {
        cells.add(cell == null ? TableCell.at(row, cells.size(), "") : cell);
      }
      if (!cells.isEmpty()) {
        whole.add(cells);
      }
    }
    out.table(caption, whole);
  }

  private @Nullable String captionBefore() {
    String last = out.last();
    return last.length() < 120 && last.matches("(?is).*(单位|in (?:thousands|millions)|表|table).*")
        ? last
        : null;
  }

  private static void fill(List<List<@Nullable TableCell>> rows, int row, Element tr) {
    int column = 0;
    for (Element cell : tr.children()) {
      List<@Nullable TableCell> cells = rows.get(row);
      while (column < cells.size() && cells.get(column) != null) {
        column++;
      }
      TableCell own = TableCell.at(row, column, cell.text());
      int wide = span(cell.attr("colspan"));
      int high = span(cell.attr("rowspan"));
      for (int down = 0; down < high && row + down < rows.size(); down++) {
        for (int along = 0; along < wide; along++) {
          List<@Nullable TableCell> at = rows.get(row + down);
          while (at.size() <= column + along) {
            at.add(null);
          }
          at.set(column + along, down + along == 0 ? own : own.spread());
        }
      }
      column += wide;
    }
  }

  private static int span(String value) {
    return value.matches("[1-9]\\d{0,3}") ? Math.min(MOST_SPAN, Integer.parseInt(value)) : 1;
  }
}
