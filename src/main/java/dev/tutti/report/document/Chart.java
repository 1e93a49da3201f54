package dev.tutti.report.document;

import dev.tutti.report.Figure;
import dev.tutti.report.MeasureUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chart of a report: values of one unit at positions, such as hours or the bounds of a histogram.
 * Immutable.
 *
 * @param key names it; {@code table.KEY} is its title
 * @param positions times or texts, from left to right
 * @param lines each with a value for every position
 * @param complete how many positions are complete: those after them are still growing
 */
public record Chart(
    String key, Form form, MeasureUnit unit, List<Cell> positions, List<Line> lines, int complete)
    implements Element {

  /** Form of a chart. */
  public enum Form {
    /** A line for each series; a missing value is a gap. */
    LINES,
    /** Columns, those of several series on top of each other. */
    COLUMNS
  }

  /**
   * Series of a chart.
   *
   * @param name a {@link Cell.Label} of ours or a {@link Cell.Text} of others
   * @param figures without a value where there is a gap
   */
  public record Line(Cell name, List<Figure> figures) {
    /** Keeps a copy. */
    public Line {
      figures = List.copyOf(figures);
    }

    List<Optional<BigDecimal>> values() {
      return figures.stream().map(figure -> Optional.ofNullable(figure.value())).toList();
    }
  }

  /** Checks that each line has a value for each position. */
  public Chart {
    positions = List.copyOf(positions);
    lines = List.copyOf(lines);
    for (var line : lines) {
      if (line.figures.size() != positions.size()) {
        throw new IllegalArgumentException(
            "%s: a line of %d values (expected: %d)"
                .formatted(key, line.figures.size(), positions.size()));
      }
    }
  }

  private Cell amount(Figure figure) {
    return new Cell.Amount(new ComparedFigure(unit, figure, null));
  }

  /** A row for each value: its position, its line, and itself. */
  @Override
  public Optional<DataTable> table() {
    var rows = new ArrayList<List<Cell>>();
    for (var line : lines) {
      for (int i = 0; i < positions.size(); i++) {
        rows.add(List.of(positions.get(i), line.name, amount(line.figures.get(i))));
      }
    }
    return Optional.of(
        new DataTable(
            key,
            List.of(
                DataTable.Column.text("position"),
                DataTable.Column.text("series"),
                DataTable.Column.of("value", unit)),
            rows));
  }
}
