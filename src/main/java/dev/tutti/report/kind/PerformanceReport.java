package dev.tutti.report.kind;

import static dev.tutti.report.ReportMeasure.ATTEMPTS;
import static dev.tutti.report.ReportMeasure.ATTEMPT_FIRST_TOKEN_P50;
import static dev.tutti.report.ReportMeasure.ATTEMPT_P50;
import static dev.tutti.report.ReportMeasure.ATTEMPT_P95;
import static dev.tutti.report.ReportMeasure.ATTEMPT_P99;
import static dev.tutti.report.ReportMeasure.CALLS;
import static dev.tutti.report.ReportMeasure.FIRST_TOKEN_MEAN;
import static dev.tutti.report.ReportMeasure.FIRST_TOKEN_P50;
import static dev.tutti.report.ReportMeasure.FIRST_TOKEN_P95;
import static dev.tutti.report.ReportMeasure.FIRST_TOKEN_P99;
import static dev.tutti.report.ReportMeasure.GUARD_WAIT_MEAN;
import static dev.tutti.report.ReportMeasure.GUARD_WAIT_P95;
import static dev.tutti.report.ReportMeasure.OUTPUT_SPEED;
import static dev.tutti.report.ReportMeasure.OVERHEAD_P50;
import static dev.tutti.report.ReportMeasure.OVERHEAD_P95;
import static dev.tutti.report.ReportMeasure.OVERHEAD_P99;
import static dev.tutti.report.ReportMeasure.RETRY_WAIT_MEAN;
import static dev.tutti.report.ReportMeasure.RETRY_WAIT_P95;
import static dev.tutti.report.ReportMeasure.TOTAL_DEVIATION;
import static dev.tutti.report.ReportMeasure.TOTAL_MAX;
import static dev.tutti.report.ReportMeasure.TOTAL_MEAN;
import static dev.tutti.report.ReportMeasure.TOTAL_P50;
import static dev.tutti.report.ReportMeasure.TOTAL_P95;
import static dev.tutti.report.ReportMeasure.TOTAL_P99;

import dev.tutti.report.Dimension;
import dev.tutti.report.Figure;
import dev.tutti.report.Figures;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.Chart;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** How long calls took, and where the time went. */
final class PerformanceReport {
  private static final int[] PERCENTILES = {5, 10, 25, 50, 75, 90, 95, 99};
  private static final int MICRO_DIGITS = 3; // of milliseconds

  private PerformanceReport() {}

  static List<ReportSection> sections(Comparison figures, ReportRequest request, SlowCalls slow) {
    var total = figures.total();
    var sections = new ArrayList<ReportSection>();
    sections.add(latency(figures, total));
    sections.add(
        Sections.of(
            "time_spent",
            figures.list(
                "time_spent",
                total,
                OVERHEAD_P50,
                OVERHEAD_P95,
                OVERHEAD_P99,
                GUARD_WAIT_MEAN,
                GUARD_WAIT_P95,
                RETRY_WAIT_MEAN,
                RETRY_WAIT_P95,
                ATTEMPT_P50,
                ATTEMPT_P95,
                ATTEMPT_P99)));
    sections.add(groups(figures, request));
    slow.section(request).ifPresent(sections::add);
    return sections;
  }

  private static ReportSection latency(Comparison figures, Comparison.Both total) {
    var series = figures.series(figures.step());
    return Sections.of(
        "latency",
        Sentence.of(
            "performance", total.cell(TOTAL_P50), total.cell(TOTAL_P95), total.cell(OVERHEAD_P50)),
        figures.list(
            "latency",
            total,
            TOTAL_MEAN,
            TOTAL_DEVIATION,
            TOTAL_P50,
            TOTAL_P95,
            TOTAL_P99,
            TOTAL_MAX,
            FIRST_TOKEN_MEAN,
            FIRST_TOKEN_P50,
            FIRST_TOKEN_P95,
            FIRST_TOKEN_P99,
            OUTPUT_SPEED),
        figures.lines("latency_by_time", series, TOTAL_P50, TOTAL_P95),
        figures.lines("first_token_by_time", series, FIRST_TOKEN_P50, FIRST_TOKEN_P95),
        percentiles(total.now()));
  }

  /** Times that so many percent of calls do not exceed. */
  private static Chart percentiles(Figures figures) {
    var times = figures.calls().total();
    List<Cell> positions =
        IntStream.of(PERCENTILES).<Cell>mapToObj(each -> new Cell.Text("p" + each)).toList();
    var points =
        IntStream.of(PERCENTILES)
            .mapToObj(
                each -> {
                  var micros = times.percentile(each);
                  return new Figure(
                      micros.isPresent()
                          ? BigDecimal.valueOf(micros.getAsLong(), MICRO_DIGITS)
                          : null,
                      times.count(),
                      Set.of());
                })
            .toList();
    return new Chart(
        "percentiles",
        Chart.Form.LINES,
        MeasureUnit.MILLISECONDS,
        positions,
        List.of(new Chart.Line(new Cell.Label("total"), points)),
        positions.size());
  }

  private static ReportSection groups(Comparison figures, ReportRequest request) {
    if (!request.by().isEmpty()) {
      return Sections.of("groups", table(figures, "groups", request.by()));
    }
    return Sections.of(
        "groups",
        table(figures, "models", List.of(Dimension.MODEL)),
        table(figures, "deployments", List.of(Dimension.DEPLOYMENT)),
        table(figures, "skills", List.of(Dimension.REVISION)));
  }

  private static DataTable table(Comparison figures, String key, List<Dimension> by) {
    boolean attempts = by.contains(Dimension.DEPLOYMENT) || by.contains(Dimension.PROVIDER);
    return figures.table(
        key,
        by,
        attempts ? ATTEMPTS : CALLS,
        CALLS,
        TOTAL_P50,
        TOTAL_P95,
        TOTAL_P99,
        FIRST_TOKEN_P50,
        FIRST_TOKEN_P95,
        OVERHEAD_P95,
        GUARD_WAIT_P95,
        ATTEMPTS,
        ATTEMPT_P50,
        ATTEMPT_P95,
        ATTEMPT_FIRST_TOKEN_P50,
        OUTPUT_SPEED);
  }
}
