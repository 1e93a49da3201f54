package dev.tutti.character.generation.source;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Plain text of a page: headings behind {@code ##}, rows of tables and lists of terms as {@code
 * label: value}, without menus, references and scripts. By the kinds of elements alone, as names of
 * classes drift.
 */
final class PageText {
  private static final String NOISE =
      "script, style, noscript, template, nav, footer, aside, form, button, svg, iframe, sup,"
          + " .navbox, .reference, .reflist, .mw-editsection, .noprint, [hidden]";
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
  private static final Set<String> LABELS = Set.of("dt", "th");
  private static final Pattern LABEL = Pattern.compile(":\\s*\\n+\\s*");
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\u00a0\\u3000]+");
  private static final Pattern LINES = Pattern.compile(" ?\\n[\\s]*");
  private static final Pattern REFERENCE = Pattern.compile("\\[\\d{1,3}]");

  private PageText() {}

  /** The text of some HTML. */
  static String of(String html) {
    return of(Jsoup.parse(html).body());
  }

  static String of(Element root) {
    root.select(NOISE).remove();
    var text = new StringBuilder();
    root.traverse(new Writer(text));
    var plain = REFERENCE.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("");
    return LINES.matcher(LABEL.matcher(plain).replaceAll(": ")).replaceAll("\n").strip();
  }

  /** First texts of links in lists: the choices of a title that means several things. */
  static List<String> choices(Element root) {
    return root.select("li a").stream()
        .map(Element::text)
        .filter(each -> !each.isBlank())
        .distinct()
        .limit(10)
        .toList();
  }

  /** Writes while a tree is walked. */
  private record Writer(StringBuilder text) implements NodeVisitor {
    @Override
    public void head(Node node, int depth) {
      switch (node) {
        case TextNode words -> text.append(words.getWholeText().replace('\n', ' '));
        case Element element when HEADINGS.contains(element.normalName()) -> text.append("\n## ");
        case Element element when breaks(element) -> text.append('\n');
        default -> {}
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (LABELS.contains(element.normalName())) {
          text.append(":\n");
        } else if (breaks(element)) {
          text.append('\n');
        }
      }
    }

    private static boolean breaks(Element element) {
      return element.isBlock() || element.normalName().equals("br");
    }
  }
}
