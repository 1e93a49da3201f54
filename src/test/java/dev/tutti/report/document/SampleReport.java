package dev.tutti.report.document;

import static dev.tutti.report.MeasureUnit.COUNT;
import static dev.tutti.report.MeasureUnit.DOLLARS;
import static dev.tutti.report.MeasureUnit.MILLISECONDS;
import static dev.tutti.report.MeasureUnit.SHARE;

import dev.tutti.report.Figure;
import dev.tutti.report.FigureFlag;
import dev.tutti.report.MeasureUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** A report with every kind of element, and with names that mean harm. */
final class SampleReport {
  static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\" onload=\"alert(1)",
          "'><img src=x onerror=alert(1)>",
          "=cmd|' /C calc'!A0",
          "+1+1",
          "-2+3",
          "@SUM(A1:A9)",
          "\t=1+1",
          "\r=1+1",
          "  =1+1",
          "\uFF1D1+1",
          "admin\u202Egnp.exe",
          "zero\u200Bwidth\u0000",
          "[click](javascript:alert(1))",
          "![x](http://evil.example/x.png)",
          "a | b\n\n# heading",
          "www.evil.example",
          "{0} {1}",
          "&lt;b&gt; \\ `code` ~~x~~",
          "\uD800 broken",
          "x".repeat(300));

  private SampleReport() {}

  static Report report() {
    var zone = ZoneId.of("Asia/Kathmandu");
    var from = Instant.parse("2026-02-28T18:15:00Z");
    var head =
        new ReportHead(
            "summary",
            new ReportHead.Span(from, from.plusSeconds(86_400)),
            new ReportHead.Span(from.minusSeconds(86_400), from),
            zone,
            "model=gpt-*|<b>",
            Instant.parse("2026-03-01T19:00:00Z"));
    return new Report(
        head,
        List.of(
            new ReportSection(
                "answers",
                List.of(
                    Sentence.of(
                        "summary",
                        new Cell.Amount(figure(COUNT, "1200", "1000")),
                        new Cell.Amount(figure(SHARE, "0.98", "1")),
                        new Cell.Text("<$1{0}>")),
                    figures(),
                    chart(from, Chart.Form.LINES, "calls_by_time"),
                    chart(from, Chart.Form.COLUMNS, "cost_by_time"))),
            new ReportSection("money", List.of(hostile()))));
  }

  private static FigureList figures() {
    return new FigureList(
        "totals",
        List.of(
            new FigureList.Entry("calls", figure(COUNT, "1200", "1000")),
            new FigureList.Entry("success_rate", figure(SHARE, "0.98765", "1")),
            new FigureList.Entry(
                "cost",
                new ComparedFigure(
                    DOLLARS,
                    new Figure(
                        new BigDecimal("1234.567890123"),
                        1200,
                        Set.of(FigureFlag.UNPRICED, FigureFlag.ESTIMATED)),
                    null)),
            new FigureList.Entry(
                "total_p99",
                new ComparedFigure(
                    MILLISECONDS, new Figure(null, 12, Set.of(FigureFlag.FEW)), null))));
  }

  private static Chart chart(Instant from, Chart.Form form, String key) {
    List<Cell> hours =
        List.of(
            new Cell.Moment(from),
            new Cell.Moment(from.plusSeconds(3_600)),
            new Cell.Moment(from.plusSeconds(7_200)),
            new Cell.Moment(from.plusSeconds(10_800)));
    return new Chart(
        key,
        form,
        DOLLARS,
        hours,
        List.of(
            new Chart.Line(
                new Cell.Text("<i>"),
                List.of(dollars("1"), dollars("2.5"), new Figure(null, 0, Set.of()), dollars("4"))),
            new Chart.Line(
                new Cell.Label("rest"),
                List.of(dollars("0.5"), dollars("0"), dollars("3"), dollars("1")))),
        3);
  }

  private static DataTable hostile() {
    return new DataTable(
        "models",
        List.of(
            DataTable.Column.text("model"),
            DataTable.Column.text("first_seen"),
            DataTable.Column.of("cost", DOLLARS)),
        HOSTILE.stream()
            .map(
                name ->
                    List.<Cell>of(
                        new Cell.Text(name),
                        new Cell.Moment(Instant.parse("2026-03-01T00:00:00Z")),
                        new Cell.Amount(figure(DOLLARS, "-0.000000001", "0.5"))))
            .toList());
  }

  private static Figure dollars(String text) {
    return new Figure(new BigDecimal(text), 3, Set.of());
  }

  private static ComparedFigure figure(MeasureUnit unit, String value, String previous) {
    return new ComparedFigure(
        unit, new Figure(new BigDecimal(value), 1200, Set.of()), new BigDecimal(previous));
  }
}
