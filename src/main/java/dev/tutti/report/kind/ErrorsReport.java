package dev.tutti.report.kind;

import static dev.tutti.report.ReportMeasure.ATTEMPTS;
import static dev.tutti.report.ReportMeasure.ATTEMPT_ERROR_RATE;
import static dev.tutti.report.ReportMeasure.ATTEMPT_P50;
import static dev.tutti.report.ReportMeasure.CALLS;
import static dev.tutti.report.ReportMeasure.DEGRADED_CALLS;
import static dev.tutti.report.ReportMeasure.ERROR_RATE;
import static dev.tutti.report.ReportMeasure.FAILED_ATTEMPTS;
import static dev.tutti.report.ReportMeasure.FAILED_CALLS;
import static dev.tutti.report.ReportMeasure.FALLBACKS;
import static dev.tutti.report.ReportMeasure.PROBES;
import static dev.tutti.report.ReportMeasure.RECOVERED_CALLS;
import static dev.tutti.report.ReportMeasure.RETRIES;
import static dev.tutti.report.ReportMeasure.TOTAL_P50;
import static dev.tutti.report.ReportMeasure.WASTED_COST;

import dev.tutti.report.Dimension;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportScope;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.document.Element;
import dev.tutti.report.document.ReportSection;
import dev.tutti.report.document.Sentence;
import dev.tutti.report.kind.Comparison.Group;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What failed, why, what became of it, and what to do. */
final class ErrorsReport {
  private static final String COMPLETED = "completed";

  private ErrorsReport() {}

  static List<ReportSection> sections(
      Comparison figures, ReportRequest request, FirstCauseTable firstCauses) {
    var total = figures.total();
    var span = causeSpan(figures);
    var causes = firstCauses.in(span);
    var series = figures.series(figures.step());
    return List.of(
        Sections.of(
            "errors",
            sentence(total),
            figures.list(
                "errors",
                total,
                FAILED_CALLS,
                ERROR_RATE,
                RECOVERED_CALLS,
                DEGRADED_CALLS,
                FAILED_ATTEMPTS,
                ATTEMPT_ERROR_RATE,
                RETRIES,
                FALLBACKS,
                PROBES,
                WASTED_COST),
            figures.lines("errors_by_time", series, FAILED_CALLS, FAILED_ATTEMPTS)),
        classes(figures, causes),
        Sections.of(
            "causes", since(figures, span), causes(causes, formerCauses(figures, firstCauses))),
        Sections.of("noticed", noticed(figures)),
        Sections.of("failed_attempts", attempts(figures, request)));
  }

  private static Sentence sentence(Comparison.Both total) {
    if (!CALLS.isOf(total.now().subjects())) {
      return Sentence.of("no_calls");
    }
    var failed = total.figure(FAILED_CALLS).value().orElse(BigDecimal.ZERO);
    var recovered = total.figure(RECOVERED_CALLS).value().orElse(BigDecimal.ZERO);
    var share = Sections.quotient(recovered, recovered.add(failed), 1);
    return share.isEmpty()
        ? Sentence.of("no_errors", total.cell(CALLS))
        : Sentence.of(
            "errors",
            total.cell(FAILED_CALLS),
            total.cell(CALLS),
            total.cell(RECOVERED_CALLS),
            new Cell.Amount(
                ComparedFigure.of(
                    MeasureUnit.SHARE, share.get(), recovered.add(failed).longValue())));
  }

  /** The span whose attempts are read one by one: the latest part where there are too many. */
  private static ReportScope causeSpan(Comparison figures) {
    var scope = figures.scope();
    long attempts = figures.total().now().attempts().count();
    if (attempts <= Sections.MOST_READ) {
      return scope;
    }
    var part =
        Duration.between(scope.from(), scope.to())
            .multipliedBy(Sections.MOST_READ)
            .dividedBy(attempts);
    return scope.within(scope.to().minus(part), scope.to());
  }

  private static Sentence since(Comparison figures, ReportScope span) {
    return span.equals(figures.scope())
        ? Sentence.of("causes")
        : Sentence.of("causes_since", new Cell.Moment(span.from()));
  }

  /** Nothing is new where the period before has too many attempts to look through. */
  private static @Nullable List<FirstCause> formerCauses(
      Comparison figures, FirstCauseTable firstCauses) {
    var before = figures.before();
    return before.isEmpty() || figures.isLarge() ? null : firstCauses.in(before.get());
  }

  /** A row for each class of errors, and what to do about those that there are. */
  private static ReportSection classes(Comparison figures, List<FirstCause> causes) {
    var groups = figures.groups(List.of(Dimension.ATTEMPT_OUTCOME), FAILED_ATTEMPTS, 100);
    var told = figures.groups(List.of(Dimension.OUTCOME), CALLS, 100);
    var rows = new ArrayList<List<Cell>>();
    var advice = new ArrayList<Element>();
    for (var each : ErrorKind.values()) {
      var row = ErrorKindRow.of(each, groups.rows(), told.rows(), causes);
      if (!row.isEmpty()) {
        rows.add(row.cells());
        advice.add(
            Sentence.of(
                "advice", new Cell.Label(each.word()), new Cell.Label("advice_" + each.word())));
      }
    }
    var elements = new ArrayList<Element>();
    elements.add(new DataTable("error_classes", ErrorKindRow.COLUMNS, rows));
    elements.addAll(advice);
    return new ReportSection("error_classes", elements);
  }

  /** Where calls began to fail: the first attempt of each that failed. */
  private static DataTable causes(List<FirstCause> causes, @Nullable List<FirstCause> before) {
    return new DataTable(
        "causes",
        List.of(
            DataTable.Column.text("error_class"),
            DataTable.Column.text("code"),
            DataTable.Column.text("deployment"),
            DataTable.Column.of("calls", MeasureUnit.COUNT),
            DataTable.Column.of("recovered", MeasureUnit.SHARE),
            DataTable.Column.text("first_seen"),
            DataTable.Column.text("last_seen"),
            DataTable.Column.text("is_new")),
        causes.stream().limit(Sections.MOST_ROWS).map(each -> row(each, before)).toList());
  }

  private static List<Cell> row(FirstCause cause, @Nullable List<FirstCause> before) {
    return List.of(
        new Cell.Label(ErrorKind.of(cause.outcome()).word()),
        new Cell.Text(cause.outcome()),
        new Cell.Text(cause.deployment()),
        new Cell.Amount(ComparedFigure.count(cause.calls())),
        new Cell.Amount(
            ComparedFigure.of(MeasureUnit.SHARE, cause.recoveredShare(), cause.calls())),
        new Cell.Moment(cause.first()),
        new Cell.Moment(cause.last()),
        before == null || before.stream().anyMatch(cause::isSame)
            ? new Cell.None()
            : new Cell.Label("new"));
  }

  /** What callers were told. */
  private static DataTable noticed(Comparison figures) {
    var groups = figures.groups(List.of(Dimension.OUTCOME), CALLS, 100);
    return new DataTable(
        "noticed",
        List.of(
            DataTable.Column.text("error_class"),
            DataTable.Column.text("code"),
            DataTable.Column.of("calls", MeasureUnit.COUNT),
            DataTable.Column.of("total_p50", MeasureUnit.MILLISECONDS)),
        groups.rows().stream()
            .filter(group -> !group.names().getFirst().equals(COMPLETED))
            .map(ErrorsReport::noticed)
            .toList());
  }

  private static List<Cell> noticed(Group group) {
    var outcome = group.names().getFirst();
    return List.of(
        new Cell.Label(ErrorKind.of(outcome).word()),
        new Cell.Text(outcome),
        group.figures().cell(CALLS),
        group.figures().cell(TOTAL_P50));
  }

  private static DataTable attempts(Comparison figures, ReportRequest request) {
    var by = new ArrayList<>(Sections.by(request, Dimension.DEPLOYMENT));
    by.add(Dimension.ATTEMPT_OUTCOME);
    var groups = figures.groups(by, FAILED_ATTEMPTS, Sections.MOST_ROWS);
    var failed =
        groups.rows().stream().filter(group -> !group.names().getLast().equals(COMPLETED)).toList();
    return figures.table(
        "failed_attempts",
        by,
        new Comparison.Groups(failed, groups.left()),
        ATTEMPTS,
        ATTEMPT_P50,
        WASTED_COST);
  }
}
