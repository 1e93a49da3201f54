package dev.tutti.report;

import java.util.List;

/**
 * Figures by dimensions.
 *
 * @param by the dimensions
 * @param rows the largest groups, the largest first
 * @param rest all other groups together
 * @param left how many these are
 */
public record FigureBreakdown(List<Dimension> by, List<Row> rows, Figures rest, int left) {
  /** Copies the lists. */
  public FigureBreakdown {
    by = List.copyOf(by);
    rows = List.copyOf(rows);
  }

  /** The figures of all groups together. */
  public Figures total() {
    return rows.stream().map(Row::figures).reduce(rest, Figures::plus);
  }

  /**
   * Group.
   *
   * @param names what its members have in common, a name for each dimension
   */
  public record Row(List<String> names, Figures figures) {
    /** Copies the names. */
    public Row {
      names = List.copyOf(names);
    }
  }
}
