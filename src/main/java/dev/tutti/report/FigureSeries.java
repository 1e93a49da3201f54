package dev.tutti.report;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Figures by time. Immutable. */
public final class FigureSeries {
  private final SeriesSpan span;
  private final List<Line> lines;

  FigureSeries(SeriesSpan span, List<Line> lines) {
    this.span = span;
    this.lines = List.copyOf(lines);
  }

  /**
   * Points of one group.
   *
   * @param name of the group, empty for all together
   * @param rest whether these are all groups that have no line of their own
   */
  public record Line(String name, boolean rest, List<Figures> points) {
    /** Copies the points. */
    public Line {
      points = List.copyOf(points);
    }
  }

  /** Where the points begin, and where the last one ends. */
  public List<Instant> edges() {
    return span.edges();
  }

  /** Lines, one for each group, the largest first; one without a name where there are none. */
  public List<Line> lines() {
    return lines;
  }

  /** How many points are over; a day is not before it ends, also where the span ends sooner. */
  public int complete(Instant now) {
    return (int)
        IntStream.range(0, span.points())
            .takeWhile(point -> !span.over(point).isAfter(now))
            .count();
  }

  /** Whether the span has all of a point, as it may not of the first and of the last one. */
  public boolean isWhole(int point) {
    return span.isWhole(point);
  }

  /** The points that are over and that the span does not cut; there may be none. */
  public FigureSeries whole(Instant now) {
    int to = complete(now);
    to -= to == span.points() && !span.isWhole(to - 1) ? 1 : 0;
    int from = Math.min(to, span.isWhole(0) ? 0 : 1);
    return part(from, to);
  }

  private FigureSeries part(int from, int to) {
    var edges = span.edges().subList(from, to + 1);
    return new FigureSeries(
        new SeriesSpan(edges, edges.getFirst(), edges.getLast()),
        lines.stream()
            .map(each -> new Line(each.name(), each.rest(), each.points().subList(from, to)))
            .toList());
  }
}
