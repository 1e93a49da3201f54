package dev.tutti.document.format;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.UnreadableDocument;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Parser of Markdown, by way of the HTML that it stands for. */
final class MarkdownParser {
  private static final int DEEPEST = 200;

  private MarkdownParser() {}

  static void parse(String markdown, BlockWriter out) {
    if (markdown
        .lines()
        .anyMatch(
            line ->
                line.startsWith(">".repeat(DEEPEST))
                    || line.startsWith(" ".repeat(DEEPEST) + "-"))) {
      throw new UnreadableDocument(
          "too_deep", "markdown: nested more than " + DEEPEST + " times (expected: less)");
    }
    var tables = List.of(TablesExtension.create());
    var parsed = Parser.builder().extensions(tables).build().parse(markdown);
    HtmlParser.parse(HtmlRenderer.builder().extensions(tables).build().render(parsed), out);
  }
}
