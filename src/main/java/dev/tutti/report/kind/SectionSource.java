package dev.tutti.report.kind;

import dev.tutti.report.document.ReportSection;
import java.util.Optional;

/** Source of a section that the ledger cannot tell, such as the state of budgets. */
@FunctionalInterface
public interface SectionSource {
  /** The section; empty where there is nothing to tell. May block. */
  Optional<ReportSection> section(ReportRequest request);
}
