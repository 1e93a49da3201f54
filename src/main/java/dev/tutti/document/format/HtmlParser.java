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
import org.jsoup.nodes.Document;
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

  private static final int MOST_CELLS = 1_000_000;
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final BlockWriter out;
  private final HtmlHiding hiding;
  private final StringBuilder line = new StringBuilder();
  private int cells;

  /** Number of the item that begins, or its bullet within a numbered one, as readers see it. */
  private String mark = "";

  private int numbered;

  /** Kind of the block that is open: that of the nearest element which decides it. */
  private String kind = "paragraph";

  private HtmlParser(BlockWriter out, HtmlHiding hiding) {
    this.out = out;
    this.hiding = hiding;
  }

  static void parse(String html, BlockWriter out) {
    XmlBounds.checkHtml(html);
    Document page = Jsoup.parse(html);
    XmlBounds.checkDepth("html", page);
    HtmlHiding hiding = new HtmlHiding(page);
    if (hiding.isCut()) {
      out.warn("hidden_text: style sheets have more rules than were looked at");
    }
    HtmlParser parser = new HtmlParser(out, hiding);
    parser.walk(page.body(), 0);
    parser.flush();
  }

  private void walk(Node parent, int depth) {
    if (depth > DEEPEST) {
      throw new UnreadableDocument(
          "too_deep", "html: nested more than " + DEEPEST + " times (expected: less)");
    }
    boolean ordered = parent.nodeName().equals("ol");
    int number = ordered ? first(parent.attr("start")) : 0;
    numbered += ordered ? 1 : 0;
    for (Node each : parent.childNodes()) {
      switch (each) {
        case TextNode text -> line.append(text.getWholeText());
        case Comment comment -> out.hide("comment", comment.getData());
        case Element item when item.nodeName().equals("li") -> {
          item(item, ordered ? number + ". " : "- ", depth);
          number++;
        }
        case Element element -> element(element, depth);
        default -> {}
      }
    }
    numbered -= ordered ? 1 : 0;
  }

  private void item(Element item, String sign, int depth) {
    flush();
    mark = numbered > 0 ? sign : "";
    element(item, depth);
    mark = "";
  }

  private static int first(String start) {
    return start.matches("\\d{1,6}") ? Integer.parseInt(start) : 1;
  }

  private void element(Element element, int depth) {
    String tag = element.normalName();
    if (IGNORED.contains(tag)) {
      return;
    }
    if (hiding.hides(element)) {
      out.hide("display_none", element.text());
    } else if (tag.equals("table") && element.selectFirst("td table, th table") == null) {
      flush();
      table(element);
    } else if (tag.equals("br")) {
      line.append(' ');
    } else if (element.isBlock() || tag.equals("li")) {
      flush();
      String around = kind;
      kind = kind(tag, around);
      walk(element, depth + 1);
      flush();
      kind = around;
    } else {
      walk(element, depth + 1);
    }
  }

  private static String kind(String tag, String around) {
    return switch (tag) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> "heading";
      case "li" -> "list_item";
      case "section", "article", "main", "body" -> "paragraph";
      default -> around;
    };
  }

  private void flush() {
    String text = SPACES.matcher(line).replaceAll(" ").strip();
    line.setLength(0);
    if (!text.isEmpty()) {
      out.block(kind, mark + text);
      mark = "";
    }
  }

  private void table(Element table) {
    Element title = table.selectFirst("> caption");
    String caption = title == null ? TableCaption.in(out.last()) : title.text();
    if (title != null) {
      out.block("paragraph", title.text());
    }
    hide(table);
    List<List<@Nullable TableCell>> rows = new ArrayList<>();
    var trs = rows(table);
    trs.forEach(_ -> rows.add(new ArrayList<>()));
    for (int row = 0; row < rows.size(); row++) {
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

  /** Takes what is not shown out of a table. */
  private void hide(Element table) {
    table.nodeStream(Comment.class).forEach(comment -> out.hide("comment", comment.getData()));
    hideBelow(table);
  }

  private void hideBelow(Element parent) {
    List<Node> shown = new ArrayList<>();
    for (Node each : parent.childNodes()) {
      if (each instanceof Element element && hiding.hides(element)) {
        out.hide("display_none", element.text());
      } else {
        shown.add(each);
      }
    }
    if (shown.size() < parent.childNodeSize()) { // all at once, as each moves those behind it
      parent.empty().appendChildren(shown);
    }
    parent.children().forEach(this::hideBelow);
  }

  /** Rows of a table, without those of tables in its cells. */
  private static List<Element> rows(Element table) {
    List<Element> rows = new ArrayList<>();
    for (Element each : table.children()) {
      switch (each.normalName()) {
        case "tr" -> rows.add(each);
        case "thead", "tbody", "tfoot" -> rows.addAll(rows(each));
        default -> {}
      }
    }
    return rows;
  }

  private void fill(List<List<@Nullable TableCell>> rows, int row, Element tr) {
    int column = 0;
    for (Element cell : tr.children()) {
      List<@Nullable TableCell> cells = rows.get(row);
      while (column < cells.size() && cells.get(column) != null) {
        column++;
      }
      TableCell own = TableCell.at(row, column, cell.text());
      int wide = span(cell.attr("colspan"));
      int high = span(cell.attr("rowspan"));
      count(wide * Math.min(high, rows.size() - row));
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

  private void count(int more) {
    cells += more;
    if (cells > MOST_CELLS) {
      throw new UnreadableDocument(
          "too_large", "html: more than " + MOST_CELLS + " cells of tables (expected: fewer)");
    }
  }

  private static int span(String value) {
    return value.matches("[1-9]\\d{0,3}") ? Math.min(MOST_SPAN, Integer.parseInt(value)) : 1;
  }
}
