/**
 * Model of a report, and the forms in which it is written. A {@link
 * dev.tutti.report.document.Report} has sections of sentences, figures, tables and charts; {@link
 * dev.tutti.report.document.ReportFormat} writes it as JSON, Markdown, CSV or HTML, in English or
 * Chinese.
 *
 * <pre>{@code
 * var report = new Report(head, List.of(new ReportSection("traffic", List.of(figures, table))));
 * var file = ReportFormat.HTML.write(report, ReportLanguage.ENGLISH);
 * }</pre>
 *
 * <p>Every {@link dev.tutti.report.document.ComparedFigure} has its value, that of the period
 * before, how many observations it is made of, and its flags. JSON and CSV have values exactly,
 * Markdown and HTML rounded for people. Names of models, keys and users are strangers' words: each
 * form guards its reader against them, see {@code StrangeText}.
 *
 * <p>ReportLabels are keys that {@code en.properties} and {@code zh.properties} translate.
 */
@NullMarked
package dev.tutti.report.document;

import org.jspecify.annotations.NullMarked;
