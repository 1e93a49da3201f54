package dev.tutti.report.kind;

import dev.tutti.report.Dimension;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.document.Cell;
import dev.tutti.report.document.ComparedFigure;
import dev.tutti.report.document.Sentence;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The greatest changes against the period before, in words. A change weighs as much as it has
 * changed the whole: calls and money by their share of all, times and rates by the share of calls
 * that have them.
 */
final class GreatestChanges {
  private static final int MOST = 5;
  private static final long LEAST_CALLS = 20; // in both periods: fewer say nothing
  private static final double LEAST_WEIGHT = 0.01;
  private static final List<Dimension> DIMENSIONS = List.of(Dimension.MODEL, Dimension.OWNER);
  private static final List<ReportMeasure> MEASURES =
      List.of(
          ReportMeasure.CALLS,
          ReportMeasure.COST,
          ReportMeasure.ERROR_RATE,
          ReportMeasure.TOTAL_P95);

  private final Comparison figures;
  private final Comparison.Both total;

  GreatestChanges(Comparison figures, Comparison.Both total) {
    this.figures = figures;
    this.total = total;
  }

  private record Change(String group, ReportMeasure measure, ComparedFigure figure, double weight) {
    Sentence sentence() {
      boolean rose = figure.value().orElseThrow().compareTo(figure.previous().orElseThrow()) > 0;
      var difference = figure.change().map(BigDecimal::abs);
      return Sentence.of(
          difference.isEmpty() ? "appeared" : rose ? "rose" : "fell",
          new Cell.Label(measure.word()),
          new Cell.Text(group),
          new Cell.Amount(figure),
          new Cell.Amount(ComparedFigure.of(measure.unit(), figure.previous().orElseThrow(), 1)),
          difference
              .<Cell>map(share -> new Cell.Amount(ComparedFigure.of(MeasureUnit.SHARE, share, 1)))
              .orElseGet(Cell.None::new));
    }
  }

  /** A sentence for each, the greatest first; none where nothing is compared. */
  List<Sentence> sentences() {
    if (figures.before().isEmpty()) {
      return List.of();
    }
    return DIMENSIONS.stream()
        .flatMap(this::changes)
        .filter(change -> change.weight >= LEAST_WEIGHT)
        .sorted(Comparator.comparingDouble(Change::weight).reversed())
        .limit(MOST)
        .map(Change::sentence)
        .toList();
  }

  private Stream<Change> changes(Dimension by) {
    return figures.groups(List.of(by), ReportMeasure.CALLS, Sections.MOST_ROWS).rows().stream()
        .filter(group -> !group.names().getFirst().isEmpty())
        .flatMap(group -> MEASURES.stream().flatMap(measure -> change(group, measure).stream()));
  }

  private Optional<Change> change(Comparison.Group group, ReportMeasure measure) {
    var figure = group.figures().figure(measure);
    var calls = group.figures().figure(ReportMeasure.CALLS);
    if (figure.value().isEmpty() || figure.previous().isEmpty() || isFew(calls)) {
      return Optional.empty();
    }
    double now = figure.value().get().doubleValue();
    double was = figure.previous().get().doubleValue();
    double weight =
        switch (measure) {
          case CALLS, COST -> Math.abs(now - was) / Math.max(whole(measure), Double.MIN_NORMAL);
          case ERROR_RATE -> Math.abs(now - was) * share(calls);
          default -> Math.abs(now - was) / Math.max(was, 1) * share(calls);
        };
    return Optional.of(new Change(group.names().getFirst(), measure, figure, weight));
  }

  private static boolean isFew(ComparedFigure calls) {
    return Stream.of(calls.value(), calls.previous())
        .anyMatch(each -> each.map(BigDecimal::longValue).orElse(0L) < LEAST_CALLS);
  }

  private double share(ComparedFigure calls) {
    return calls.value().map(BigDecimal::doubleValue).orElse(0.0)
        / Math.max(whole(ReportMeasure.CALLS), 1);
  }

  private double whole(ReportMeasure measure) {
    return total.figure(measure).value().map(BigDecimal::doubleValue).orElse(0.0);
  }
}
