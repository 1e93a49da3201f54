package dev.tutti.document.block;

import java.util.List;

/**
 * Document that was parsed.
 *
 * @param text all visible text; places point into it
 * @param coverage one row a page; none where there are no pages
 */
public record ParsedDocument(
    String text,
    List<DocumentBlock> blocks,
    List<DocumentTable> tables,
    List<PageCoverage> coverage,
    List<HiddenPassage> hidden,
    List<String> warnings) {

  private static final int LONGEST_TITLE = 500;

  public ParsedDocument {
    blocks = List.copyOf(blocks);
    tables = List.copyOf(tables);
    coverage = List.copyOf(coverage);
    hidden = List.copyOf(hidden);
    warnings = List.copyOf(warnings);
  }

  /** Whether every page has text. */
  public boolean complete() {
    return coverage.stream().allMatch(page -> page.status().equals("ok"));
  }

  /** Title: the begin of the first heading, or of the first block if that is no table. */
  public String title() {
    String title =
        blocks.stream()
            .filter(block -> block.kind().equals("heading"))
            .findFirst()
            .or(() -> blocks.stream().findFirst().filter(block -> !block.kind().equals("table")))
            .map(DocumentBlock::text)
            .orElse("");
    return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
  }
}
