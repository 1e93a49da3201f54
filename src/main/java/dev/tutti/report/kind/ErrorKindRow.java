package dev.tutti.report.kind;

import static dev.tutti.report.ReportMeasure.CALLS;
import static dev.tutti.report.ReportMeasure.FAILED_ATTEMPTS;
import static dev.tutti.report.ReportMeasure.WASTED_COST;

import dev.tutti.report.Figure;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.DataTable;
import dev.tutti.report.kind.Comparison.Group;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Row about one class of errors.
 *
 * @param attempts that failed so
 * @param cost of these
 * @param began how many calls began to fail so
 * @param recovered how many of them still got their answer
 * @param noticed how many calls ended so for their callers
 * @param cause the code and deployment with which most began; null where none did
 */
record ErrorKindRow(
    ErrorKind kind,
    ComparedFigure attempts,
    ComparedFigure cost,
    long began,
    long recovered,
    ComparedFigure noticed,
    @Nullable FirstCause cause) {
  static final List<DataTable.Column> COLUMNS =
      List.of(
          DataTable.Column.text("error_class"),
          DataTable.Column.of("failed_attempts", MeasureUnit.COUNT),
          DataTable.Column.of("wasted_cost", MeasureUnit.DOLLARS),
          DataTable.Column.of("began", MeasureUnit.COUNT),
          DataTable.Column.of("recovered", MeasureUnit.SHARE),
          DataTable.Column.of("noticed", MeasureUnit.COUNT),
          DataTable.Column.text("first_cause"));

  static ErrorKindRow of(
      ErrorKind kind, List<Group> attempts, List<Group> told, List<FirstCause> causes) {
    var failed = of(kind, attempts);
    var began = causes.stream().filter(each -> ErrorKind.of(each.outcome()) == kind).toList();
    return new ErrorKindRow(
        kind,
        sum(failed, FAILED_ATTEMPTS),
        sum(failed, WASTED_COST),
        began.stream().mapToLong(FirstCause::calls).sum(),
        began.stream().mapToLong(FirstCause::recovered).sum(),
        sum(of(kind, told), CALLS),
        began.stream().max(Comparator.comparingLong(FirstCause::calls)).orElse(null));
  }

  private static List<Group> of(ErrorKind kind, List<Group> groups) {
    return groups.stream()
        .filter(group -> !group.names().getFirst().equals("completed"))
        .filter(group -> ErrorKind.of(group.names().getFirst()) == kind)
        .toList();
  }

  private static ComparedFigure sum(List<Group> groups, ReportMeasure measure) {
    var figures = groups.stream().map(group -> group.figures().figure(measure)).toList();
    var value =
        figures.stream()
            .map(each -> each.value().orElse(BigDecimal.ZERO))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var previous =
        figures.stream()
            .map(ComparedFigure::previous)
            .flatMap(Optional::stream)
            .reduce(BigDecimal::add);
    long n = figures.stream().mapToLong(each -> each.figure().n()).sum();
    return new ComparedFigure(
        measure.unit(), new Figure(value, n, Set.of()), previous.orElse(null));
  }

  boolean isEmpty() {
    return attempts.figure().n() == 0 && noticed.figure().n() == 0;
  }

  List<Cell> cells() {
    return List.of(
        new Cell.Label(kind.word()),
        new Cell.Amount(attempts),
        new Cell.Amount(cost),
        new Cell.Amount(ComparedFigure.count(began)),
        share(),
        new Cell.Amount(noticed),
        cause == null
            ? new Cell.None()
            : new Cell.Text(cause.outcome() + " " + cause.deployment()));
  }

  private Cell share() {
    return Sections.quotient(BigDecimal.valueOf(recovered), BigDecimal.valueOf(began), 1)
        .<Cell>map(each -> new Cell.Amount(ComparedFigure.of(MeasureUnit.SHARE, each, began)))
        .orElseGet(Cell.None::new);
  }
}
