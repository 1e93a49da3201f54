package dev.tutti.report.document;

import java.util.List;

/**
 * Section of a report. Immutable.
 *
 * @param key names it; {@code section.KEY} is its title
 */
public record ReportSection(String key, List<Element> elements) {
  /** Keeps a copy. */
  public ReportSection {
    elements = List.copyOf(elements);
  }
}
