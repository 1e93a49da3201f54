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

  /** Title: the first heading, or the first block. */
  public String title() {
    return blocks.stream()
        .filter(block -> block.kind().equals("heading"))
        .findFirst()
        .or(() -> blocks.stream().findFirst())
        .map(DocumentBlock::text)
        .orElse("");
  }
}
