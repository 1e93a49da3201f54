package dev.tutti.report.document;

import java.util.List;
import java.util.stream.Stream;

/** Report: what it is about, and its sections in order. Immutable. */
public record Report(ReportHead head, List<ReportSection> sections) {
  /** Keeps a copy. */
  public Report {
    sections = List.copyOf(sections);
  }

  /** Every table, with figures and charts as tables too, in order. */
  Stream<DataTable> tables() {
    return sections.stream()
        .flatMap(section -> section.elements().stream())
        .flatMap(element -> element.table().stream());
  }
}
