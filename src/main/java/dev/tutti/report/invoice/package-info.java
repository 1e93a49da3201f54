/**
 * Costs as accountants want them: the export of {@link dev.tutti.report.invoice.FocusExport} in the
 * form of FOCUS 1.2, and {@link dev.tutti.report.invoice.Reconciliation}, which lays a provider's
 * invoice beside what Tutti has noted and says why they may differ. Both take their figures from
 * {@link dev.tutti.report.FigureSource}.
 *
 * <pre>{@code
 * FocusExport.days(scope).forEach(day -> file.append(new FocusExport(source, prices).day(day)));
 * new Reconciliation(source).of(InvoiceFile.parse(csv), zone, now);
 * }</pre>
 */
@NullMarked
package dev.tutti.report.invoice;

import org.jspecify.annotations.NullMarked;
