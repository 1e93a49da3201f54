package dev.tutti.report.document;

import dev.tutti.report.MeasureUnit;
import dev.tutti.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Reports as a page of HTML with charts in SVG. It has no script, loads nothing and forbids both,
 * so that it may be opened anywhere; it prints, and follows the reader's light or dark.
 */
final class HtmlWriter {
  private static final String STYLE = style();

  /** Policy of the page: its own style by its hash, and nothing else. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
          .formatted(
              Base64.getEncoder()
                  .encodeToString(Sha256.of(STYLE.getBytes(StandardCharsets.UTF_8))));

  private final ReportLabels labels;
  private final ReportLanguage language;
  private final ReportHead head;
  private final StringBuilder out = new StringBuilder();

  HtmlWriter(ReportLanguage language, ReportHead head) {
    this.labels = ReportLabels.of(language);
    this.language = language;
    this.head = head;
  }

  private static String style() {
    try (var in =
        Objects.requireNonNull(HtmlWriter.class.getResourceAsStream("report.css"), "report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(Report report) {
    var title = StrangeText.html(labels.title(head));
    out.append("<!doctype html>\n<html lang=\"").append(language.tag()).append("\">\n<head>\n");
    out.append("<meta charset=\"utf-8\">\n");
    out.append("<meta http-equiv=\"content-security-policy\" content=\"%s\">\n".formatted(POLICY));
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    out.append("<title>").append(title).append("</title>\n<style>").append(STYLE);
    out.append("</style>\n</head>\n<body>\n<header>\n<h1>").append(title).append("</h1>\n");
    subject();
    out.append("</header>\n<main>\n");
    report.sections().forEach(this::section);
    out.append("</main>\n</body>\n</html>\n");
    return out.toString();
  }

  private void subject() {
    line("head.span", ReportLabels.span(head.span(), head.zone()) + " (" + head.zone() + ")");
    head.previous().ifPresent(span -> line("head.previous", ReportLabels.span(span, head.zone())));
    if (!head.filter().isEmpty()) {
      line("head.filter", head.filter());
    }
    line("head.made", ReportLabels.moment(head.made(), head.zone()));
  }

  private void line(String key, String value) {
    out.append("<p>").append(own(labels.text(key))).append(": ");
    out.append(strange(value)).append("</p>\n");
  }

  private static String own(String text) {
    return StrangeText.html(text);
  }

  private static String strange(String text) {
    return "<bdi>" + StrangeText.html(text) + "</bdi>";
  }

  private String cell(Cell cell) {
    return labels.shown(cell, head.zone(), HtmlWriter::strange);
  }

  private void section(ReportSection section) {
    var title = labels.text("section." + section.key());
    out.append("<section>\n<h2>").append(own(title)).append("</h2>\n");
    for (var element : section.elements()) {
      switch (element) {
        case Sentence each ->
            out.append("<p class=\"sentence\">")
                .append(labels.sentence(each, HtmlWriter::own, this::cell))
                .append("</p>\n");
        case FigureList list -> list(list);
        case DataTable table ->
            table(table, labels.title(table.key(), title).map(HtmlWriter::caption).orElse(""));
        case Chart chart -> chart(chart);
      }
    }
    out.append("</section>\n");
  }

  private void list(FigureList list) {
    labels
        .found("list." + list.key())
        .ifPresent(text -> out.append("<p class=\"of\">").append(own(text)).append("</p>\n"));
    out.append("<dl>\n");
    for (var entry : list.entries()) {
      var figure = entry.figure();
      out.append("<div><dt>").append(own(labels.label(entry.key()))).append("</dt>");
      out.append("<dd class=\"value\">").append(own(ReportLabels.value(figure))).append("</dd>");
      figure
          .previous()
          .ifPresent(_ -> out.append("<dd>").append(own(before(figure))).append("</dd>"));
      var notes = notes(figure);
      if (!notes.isEmpty()) {
        out.append("<dd class=\"note\">").append(own(notes)).append("</dd>");
      }
      out.append("</div>\n");
    }
    out.append("</dl>\n");
  }

  private String before(ComparedFigure figure) {
    return labels.label("previous")
        + " "
        + ReportLabels.previous(figure)
        + " ("
        + ReportLabels.change(figure)
        + ")";
  }

  private String notes(ComparedFigure figure) {
    var n =
        figure.unit() == MeasureUnit.COUNT
            ? ""
            : "n = " + NumberText.of(MeasureUnit.COUNT, BigDecimal.valueOf(figure.figure().n()));
    var flags = labels.flags(figure);
    return n.isEmpty() || flags.isEmpty() ? n + flags : n + ", " + flags;
  }

  private static String caption(String text) {
    return "<caption>" + own(text) + "</caption>\n";
  }

  /** A table with its caption, which may be empty. */
  private void table(DataTable table, String caption) {
    out.append("<div class=\"scroll\"><table>\n").append(caption);
    out.append("<thead><tr>");
    for (var column : table.columns()) {
      out.append("<th scope=\"col\"")
          .append(column.unit().isPresent() ? " class=\"number\">" : ">");
      out.append(own(labels.label(column.key()))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(this::row);
    out.append("</tbody>\n</table></div>\n");
  }

  private void row(List<Cell> row) {
    out.append("<tr>");
    for (var cell : row) {
      boolean number = cell instanceof Cell.Amount || cell instanceof Cell.Exact;
      out.append(number ? "<td class=\"number\">" : "<td>").append(cell(cell));
      if (cell instanceof Cell.Amount(ComparedFigure figure)) {
        figure
            .change()
            .ifPresent(
                _ ->
                    out.append(" <small>")
                        .append(own(ReportLabels.change(figure)))
                        .append("</small>"));
        if (!figure.figure().flags().isEmpty()) {
          out.append(" <small class=\"note\">")
              .append(own(labels.flags(figure)))
              .append("</small>");
        }
      }
      out.append("</td>");
    }
    out.append("</tr>\n");
  }

  /** The chart, and under it the same as a table for who cannot see it. */
  private void chart(Chart chart) {
    var title = labels.text("table." + chart.key());
    out.append("<figure>\n<figcaption>").append(own(title)).append("</figcaption>\n");
    new ChartSvg(chart, labels, head.zone(), title).appendTo(out);
    out.append("<ul class=\"legend\">");
    for (int i = 0; i < chart.lines().size(); i++) {
      out.append("<li class=\"s%d\">".formatted(i % ChartSvg.COLOURS));
      out.append(cell(chart.lines().get(i).name())).append("</li>");
    }
    out.append("</ul>\n<details><summary>").append(own(labels.text("head.table")));
    out.append("</summary>\n");
    chart.table().ifPresent(table -> table(table, ""));
    out.append("</details>\n</figure>\n");
  }
}
