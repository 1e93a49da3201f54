package dev.tutti.report.kind;

import dev.tutti.ledger.Ledger;
import dev.tutti.report.FigureSource;
import dev.tutti.report.ReportScope;
import dev.tutti.report.document.Report;
import dev.tutti.report.document.ReportHead;
import dev.tutti.report.document.ReportSection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes reports. Thread-safe once it has its sources. */
public final class Reports {
  private final FigureSource source;
  private final Ledger ledger;
  private final InstantSource clock;
  private final Map<ReportKind, List<SectionSource>> sections = new EnumMap<>(ReportKind.class);

  /** Reports over a ledger. */
  public Reports(FigureSource source, Ledger ledger, InstantSource clock) {
    this.source = source;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Adds a section at the end of a kind of report; before the first report is made. */
  public Reports with(ReportKind kind, SectionSource section) {
    sections.computeIfAbsent(kind, _ -> new ArrayList<>()).add(section);
    return this;
  }

  /**
   * Makes a report. Blocks for as long as its queries take: not on an event loop, nor on a thread
   * of the store.
   *
   * @throws IllegalArgumentException for a filter or groups that do not go together
   */
  public Report make(ReportRequest request) {
    var now = clock.instant();
    var figures = new Comparison(source, request, now);
    var all = new ArrayList<>(sections(request, figures));
    sections
        .getOrDefault(request.kind(), List.of())
        .forEach(each -> each.section(request).ifPresent(all::add));
    var head =
        new ReportHead(
            request.kind().word(),
            span(request.scope()),
            figures.before().map(Reports::span).orElse(null),
            request.scope().zone(),
            request.filter(),
            now);
    return new Report(head, all);
  }

  private static ReportHead.Span span(ReportScope scope) {
    return new ReportHead.Span(scope.from(), scope.to());
  }

  private List<ReportSection> sections(ReportRequest request, Comparison figures) {
    return switch (request.kind()) {
      case SUMMARY -> SummaryReport.sections(figures, request);
      case PERFORMANCE ->
          PerformanceReport.sections(figures, request, new SlowCalls(ledger, figures));
      case ERRORS -> ErrorsReport.sections(figures, request, new FirstCauseTable(ledger));
      case COST -> CostReport.sections(figures, request);
      case CAPACITY -> CapacityReport.sections(figures, request);
      case TRENDS -> new TrendsReport(source, request, figures).sections();
      case TASKS -> List.of(); // no figures of calls
    };
  }
}
