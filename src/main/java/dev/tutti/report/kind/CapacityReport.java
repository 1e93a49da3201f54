package dev.tutti.report.kind;

import static dev.tutti.report.ReportMeasure.ATTEMPTS;
import static dev.tutti.report.ReportMeasure.ATTEMPT_ERROR_RATE;
import static dev.tutti.report.ReportMeasure.ATTEMPT_P95;
import static dev.tutti.report.ReportMeasure.CALLS;
import static dev.tutti.report.ReportMeasure.GUARD_WAIT_MEAN;
import static dev.tutti.report.ReportMeasure.GUARD_WAIT_P95;
import static dev.tutti.report.ReportMeasure.INPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.LIMIT_WAIT_MEAN;
import static dev.tutti.report.ReportMeasure.LIMIT_WAIT_P95;
import static dev.tutti.report.ReportMeasure.OUTPUT_TOKENS;
import static dev.tutti.report.ReportMeasure.PLACE_WAIT_MEAN;
import static dev.tutti.report.ReportMeasure.RETRY_WAIT_MEAN;
import static dev.tutti.report.ReportMeasure.RETRY_WAIT_P95;
import static dev.tutti.report.ReportMeasure.TURN_WAIT_MEAN;
import static dev.tutti.report.ReportMeasure.TURN_WAIT_P95;

import dev.tutti.report.Dimension;
import dev.tutti.report.Figure;
import dev.tutti.report.FigureFlag;
import dev.tutti.report.FigureSeries;
import dev.tutti.report.Figures;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.Chart;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.FigureList;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.report.kind.Comparison.Both;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * How much was asked at once, and what it met with. Calls at once are those of Little's law: the
 * time that the calls of a step took together, divided by the length of the step.
 */
final class CapacityReport {
  private static final Set<String> REFUSALS =
      Set.of(
          "rate_limited",
          "concurrency_timeout",
          "overloaded",
          "limit_exceeded",
          "insufficient_quota",
          "circuit_open");
  private static final double MICROS = 1e6; // in a second

  private CapacityReport() {}

  static List<ReportSection> sections(Comparison figures, ReportRequest request) {
    var total = figures.total();
    var series = figures.series(figures.step());
    return List.of(
        load(figures, series, total),
        Sections.of(
            "waits",
            figures.list(
                "waits",
                total,
                GUARD_WAIT_MEAN,
                GUARD_WAIT_P95,
                LIMIT_WAIT_MEAN,
                LIMIT_WAIT_P95,
                PLACE_WAIT_MEAN,
                TURN_WAIT_MEAN,
                TURN_WAIT_P95,
                RETRY_WAIT_MEAN,
                RETRY_WAIT_P95),
            figures.lines("waits_by_time", series, GUARD_WAIT_MEAN, GUARD_WAIT_P95)),
        Sections.of(
            "refusals",
            refusals(figures, Dimension.OUTCOME),
            refusals(figures, Dimension.ATTEMPT_OUTCOME)),
        Sections.of(
            "groups",
            figures.table(
                "groups",
                Sections.by(request, Dimension.DEPLOYMENT),
                request.by().isEmpty() ? ATTEMPTS : CALLS,
                CALLS,
                GUARD_WAIT_P95,
                ATTEMPTS,
                ATTEMPT_ERROR_RATE,
                ATTEMPT_P95,
                INPUT_TOKENS,
                OUTPUT_TOKENS)));
  }

  private static ReportSection load(Comparison figures, FigureSeries series, Both total) {
    var rate = line(figures, series, "calls_per_second", each -> each.calls().count());
    var tokens =
        line(
            figures,
            series,
            "tokens_per_second",
            each -> each.spend().input() + each.spend().output());
    var load = line(figures, series, "calls_at_once", each -> each.calls().total().sum() / MICROS);
    return Sections.of(
        "load",
        Sentence.of("capacity", most(load), most(rate), total.cell(GUARD_WAIT_P95)),
        Sections.list("load", peak(rate), peak(load), peak(tokens)),
        chart(figures, series, "load_by_time", List.of(load)),
        chart(figures, series, "rate_by_time", List.of(rate)),
        chart(figures, series, "tokens_by_time", List.of(tokens)));
  }

  /**
   * An amount of each step divided by the step's length; of the step that goes on, by what is over.
   */
  private static Chart.Line line(
      Comparison figures, FigureSeries series, String key, ToDoubleFunction<Figures> amount) {
    var points = series.lines().getFirst().points();
    var values = new ArrayList<Figure>();
    for (int i = 0; i < points.size(); i++) {
      var end = earlier(series.edges().get(i + 1), figures.now());
      double seconds = Duration.between(series.edges().get(i), end).toMillis() / 1e3;
      var point = points.get(i);
      values.add(
          seconds > 0
              ? new Figure(
                  BigDecimal.valueOf(amount.applyAsDouble(point) / seconds).round(Sections.DIGITS),
                  point.calls().count(),
                  point.incomplete() ? Set.of(FigureFlag.INCOMPLETE) : Set.of())
              : new Figure(null, 0, Set.of(FigureFlag.FEW)));
    }
    return new Chart.Line(new Cell.Label(key), values);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Chart chart(
      Comparison figures, FigureSeries series, String key, List<Chart.Line> lines) {
    var edges = series.edges();
    return new Chart(
        key,
        Chart.Form.LINES,
        MeasureUnit.NUMBER,
        edges.subList(0, edges.size() - 1).stream().<Cell>map(Cell.Moment::new).toList(),
        lines,
        series.complete(figures.now()));
  }

  /** The greatest value of a line. */
  private static FigureList.Entry peak(Chart.Line line) {
    var greatest =
        line.figures().stream()
            .filter(each -> each.value() != null)
            .max(
                Comparator.comparing(
                    each -> Optional.ofNullable(each.value()).orElse(BigDecimal.ZERO)))
            .orElseGet(() -> new Figure(null, 0, EnumSet.of(FigureFlag.FEW)));
    var key = line.name() instanceof Cell.Label(String name) ? name : "";
    return new FigureList.Entry(
        "most_" + key, new ComparedFigure(MeasureUnit.NUMBER, greatest, null));
  }

  private static Cell most(Chart.Line line) {
    return new Cell.Amount(peak(line).figure());
  }

  /** Calls, or attempts, that met with a limit. */
  private static DataTable refusals(Comparison figures, Dimension by) {
    var measure = by == Dimension.OUTCOME ? CALLS : ATTEMPTS;
    var groups = figures.groups(List.of(by), measure, Sections.MOST_ROWS);
    var refused =
        groups.rows().stream()
            .filter(group -> REFUSALS.contains(group.names().getFirst()))
            .toList();
    return figures.table(
        by == Dimension.OUTCOME ? "refused_calls" : "refused_attempts",
        List.of(by),
        new Comparison.Groups(refused, groups.left()),
        measure);
  }
}
