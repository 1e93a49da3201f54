package dev.tutti.report;

import java.time.Instant;
import java.util.List;

/**
 * Figures by time.
 *
 * @param edges where the points begin, and where the last one ends
 * @param lines one for each group, the largest first; one without a name where there are none
 */
public record FigureSeries(List<Instant> edges, List<Line> lines) {
  /** Copies the lists. */
  public FigureSeries {
    edges = List.copyOf(edges);
    lines = List.copyOf(lines);
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
}
