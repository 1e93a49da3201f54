package dev.tutti.report.document;

import dev.tutti.report.MeasureUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Table of a report. Immutable.
 *
 * @param key names it; {@code table.KEY} is its title
 * @param rows each with a cell for every column
 */
public record DataTable(String key, List<Column> columns, List<List<Cell>> rows)
    implements Element {

  /**
   * Column of a table.
   *
   * @param key {@code label.KEY} is its heading
   * @param figures their unit; null for texts
   */
  public record Column(String key, @Nullable MeasureUnit figures) {
    /** A column of texts, times or plain numbers. */
    public static Column text(String key) {
      return new Column(key, null);
    }

    /** A column of figures. */
    public static Column of(String key, MeasureUnit unit) {
      return new Column(key, unit);
    }

    /** Unit of its figures; empty for texts. */
    public Optional<MeasureUnit> unit() {
      return Optional.ofNullable(figures);
    }
  }

  /** Checks that no row is too short or too long. */
  public DataTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (var row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "%s: a row of %d cells (expected: %d)".formatted(key, row.size(), columns.size()));
      }
    }
  }

  @Override
  public Optional<DataTable> table() {
    return Optional.of(this);
  }

  /** Whether a figure of a column is compared with another one. */
  boolean isCompared(int column) {
    return rows.stream()
        .anyMatch(
            row ->
                row.get(column) instanceof Cell.Amount(ComparedFigure figure)
                    && figure.previous().isPresent());
  }

  /** Whether a figure has flags. */
  boolean isFlagged() {
    return rows.stream()
        .flatMap(List::stream)
        .anyMatch(
            cell -> cell instanceof Cell.Amount(ComparedFigure f) && !f.figure().flags().isEmpty());
  }
}
