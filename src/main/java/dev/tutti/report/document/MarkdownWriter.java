package dev.tutti.report.document;

import dev.tutti.report.MeasureUnit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reports as Markdown: tables as GitHub has them, and charts as rows of blocks. */
final class MarkdownWriter {
  private static final String BLOCKS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

  private final ReportLabels labels;
  private final ReportHead head;
  private final StringBuilder out = new StringBuilder();

  MarkdownWriter(ReportLabels labels, ReportHead head) {
    this.labels = labels;
    this.head = head;
  }

  String text(Report report) {
    out.append("# ").append(labels.title(head)).append("\n\n");
    out.append(ReportLabels.span(head.span(), head.zone()))
        .append(" (")
        .append(head.zone())
        .append(')');
    head.previous()
        .ifPresent(
            span -> line(labels.text("head.previous"), ReportLabels.span(span, head.zone())));
    if (!head.filter().isEmpty()) {
      line(labels.text("head.filter"), StrangeText.markdown(head.filter()));
    }
    out.append('\n');
    report.sections().forEach(this::section);
    return out.toString();
  }

  private void line(String name, String value) {
    out.append("\\\n").append(name).append(": ").append(value);
  }

  private void section(ReportSection section) {
    var title = labels.text("section." + section.key());
    out.append("\n## ").append(title).append('\n');
    boolean sentence = false;
    for (var element : section.elements()) {
      if (!(element instanceof Sentence && sentence)) {
        out.append('\n'); // sentences make one list
      }
      sentence = element instanceof Sentence;
      switch (element) {
        case Sentence each -> out.append("- ").append(sentence(each)).append('\n');
        case FigureList list -> list(list);
        case DataTable table -> {
          labels.title(table.key(), title).ifPresent(this::bold);
          table(table);
        }
        case Chart chart -> chart(chart);
      }
    }
  }

  private String sentence(Sentence sentence) {
    return labels.sentence(sentence, text -> text, this::cell);
  }

  private String cell(Cell cell) {
    return labels.shown(cell, head.zone(), StrangeText::markdown);
  }

  private void list(FigureList list) {
    labels.found("list." + list.key()).ifPresent(this::bold);
    row(labels("figure", "value", "previous", "change", "n", "flags"));
    out.append("|---|---:|---:|---:|---:|---|\n");
    for (var entry : list.entries()) {
      var figure = entry.figure();
      row(
          List.of(
              labels.label(entry.key()),
              ReportLabels.value(figure),
              ReportLabels.previous(figure),
              ReportLabels.change(figure),
              NumberText.of(MeasureUnit.COUNT, BigDecimal.valueOf(figure.figure().n())),
              labels.flags(figure)));
    }
  }

  private List<String> labels(String... keys) {
    return List.of(keys).stream().map(labels::label).toList();
  }

  private void row(List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private void table(DataTable table) {
    row(table.columns().stream().map(column -> labels.label(column.key())).toList());
    out.append(
        table.columns().stream()
            .map(column -> column.unit().isPresent() ? "---:" : "---")
            .collect(Collectors.joining("|", "|", "|\n")));
    table.rows().forEach(row -> row(row.stream().map(this::compared).toList()));
  }

  /** A cell with its change behind it. */
  private String compared(Cell cell) {
    return cell instanceof Cell.Amount(ComparedFigure figure) && figure.change().isPresent()
        ? cell(cell) + " (" + ReportLabels.change(figure) + ")"
        : cell(cell);
  }

  private void bold(String title) {
    out.append("**").append(title).append("**\n\n");
  }

  /** A row for each line: its least and greatest value, and its course. */
  private void chart(Chart chart) {
    labels.found("table." + chart.key()).ifPresent(this::bold);
    row(labels("series", "least", "most", "course"));
    out.append("|---|---:|---:|---|\n");
    for (var line : chart.lines()) {
      var known = line.values().stream().flatMap(Optional::stream).toList();
      row(
          List.of(
              cell(line.name()),
              known.stream()
                  .min(BigDecimal::compareTo)
                  .map(v -> NumberText.of(chart.unit(), v))
                  .orElse("\u2013"),
              known.stream()
                  .max(BigDecimal::compareTo)
                  .map(v -> NumberText.of(chart.unit(), v))
                  .orElse("\u2013"),
              course(line)));
    }
  }

  private static String course(Chart.Line line) {
    double most =
        line.values().stream()
            .flatMap(Optional::stream)
            .mapToDouble(BigDecimal::doubleValue)
            .max()
            .orElse(0);
    return line.values().stream()
        .map(value -> value.map(each -> block(each.doubleValue(), most)).orElse(" "))
        .collect(Collectors.joining());
  }

  private static String block(double value, double most) {
    int height = most <= 0 ? 0 : Math.clamp(Math.round(value / most * 7), 0, 7);
    return BLOCKS.substring(height, height + 1);
  }
}
