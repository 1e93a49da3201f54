/**
 * Figures over the ledger's calls and attempts: what every tile, table, chart, export, report and
 * alert is made of, so that no two of them disagree.
 *
 * <p>A {@link dev.tutti.report.ReportScope} says which calls and attempts are meant: a span, a time
 * zone and a filter. A {@link dev.tutti.report.FigureSource} adds them up as {@link
 * dev.tutti.report.Figures}: of all of them, by {@link dev.tutti.report.Dimension}s, or as a {@link
 * dev.tutti.report.FigureSeries} by time. A {@link dev.tutti.report.ReportMeasure} reads one {@link
 * dev.tutti.report.Figure} from them.
 *
 * <pre>{@code
 * var scope = ReportScope.of(from, to, zone, "owner=red", now);
 * source.total(scope).thenApply(ReportMeasure.COST::value);
 * source.by(scope, List.of(Dimension.MODEL), ReportMeasure.COST, 10);
 * source.series(scope, SeriesStep.of("day"));
 * }</pre>
 *
 * <p>Calls count when they began, attempts when they ended. Fields that only calls have, such as
 * {@code endpoint}, leave the attempts out, and fields that only attempts have, such as {@code
 * provider}, the calls; {@link dev.tutti.report.Figures#subjects} says which of the two are in.
 * Tokens and money are those of the attempts where these are in, else those of the calls.
 *
 * <p>Rows are added up in the background, and before a reading where many have come, into buckets
 * of 15 seconds, a quarter of an hour, four hours and a day in UTC, from which any span in any zone
 * is put together; what buckets do not know is read from the rows. Those of 15 seconds are kept for
 * three hours before the latest row: they are for spans that have begun lately, such as the windows
 * of alerts. Both ways give the same figures, to the nano-dollar.
 */
@NullMarked
package dev.tutti.report;

import org.jspecify.annotations.NullMarked;
