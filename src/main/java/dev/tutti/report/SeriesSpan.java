package dev.tutti.report;

import java.time.Instant;
import java.util.List;

/**
 * Span of a series, cut into points. Immutable.
 *
 * @param edges where the points begin, and where the last one ends
 * @param begin where the first point would begin if the span did not cut it
 * @param end where the last point would end if the span did not cut it
 */
record SeriesSpan(List<Instant> edges, Instant begin, Instant end) {
  /** Copies the list. */
  SeriesSpan {
    edges = List.copyOf(edges);
  }

  /**
   * Points of a step over the span of a scope.
   *
   * @throws IllegalArgumentException when there are too many
   */
  static SeriesSpan of(SeriesStep step, ReportScope scope) {
    var edges = step.edges(scope.from(), scope.to(), scope.zone());
    return new SeriesSpan(
        edges,
        step.begin(edges.getFirst(), scope.zone()),
        step.after(edges.get(edges.size() - 2), scope.zone()));
  }

  /** One point. */
  static SeriesSpan of(ReportScope scope) {
    return new SeriesSpan(List.of(scope.from(), scope.to()), scope.from(), scope.to());
  }

  /** How many points there are. */
  int points() {
    return edges.size() - 1;
  }

  /** When a point is over: the last one may go on behind the span. */
  Instant over(int point) {
    return point == points() - 1 ? end : edges.get(point + 1);
  }

  /** Whether the span has all of a point. */
  boolean isWhole(int point) {
    return (point > 0 || begin.equals(edges.getFirst()))
        && (point < points() - 1 || end.equals(edges.getLast()));
  }
}
