/**
 * The seven reports: summary, performance, errors, cost, capacity, trends and tasks. {@link
 * dev.tutti.report.kind.Reports} makes one for a {@link dev.tutti.report.kind.ReportRequest}: a
 * scope, what it is grouped by, and whether it is compared with the {@link
 * dev.tutti.report.kind.PreviousPeriod}.
 *
 * <pre>{@code
 * var reports = new Reports(source, ledger, clock).with(ReportKind.SUMMARY, budgets);
 * var report = reports.make(new ReportRequest(ReportKind.COST, scope, "", List.of(), true));
 * ReportFormat.MARKDOWN.write(report, ReportLanguage.ENGLISH);
 * }</pre>
 *
 * <p>All figures are those of {@link dev.tutti.report.FigureSource}. What other rooms know, such as
 * what is left of budgets, comes from a {@link dev.tutti.report.kind.SectionSource}.
 */
@NullMarked
package dev.tutti.report.kind;

import org.jspecify.annotations.NullMarked;
