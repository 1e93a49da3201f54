package dev.tutti.report.document;

import java.util.List;
import java.util.Optional;

/**
 * Figures of a section, each with its name. Immutable.
 *
 * @param key names the list, as the file of a table
 */
public record FigureList(String key, List<Entry> entries) implements Element {
  private static final List<DataTable.Column> COLUMNS =
      List.of(
          DataTable.Column.text("figure"),
          DataTable.Column.text("value"),
          DataTable.Column.text("unit"),
          DataTable.Column.text("previous"),
          DataTable.Column.text("change"),
          DataTable.Column.text("n"),
          DataTable.Column.text("flags"));

  /**
   * ComparedFigure with its name.
   *
   * @param key {@code label.KEY} is its label
   */
  public record Entry(String key, ComparedFigure figure) {}

  /** Keeps a copy. */
  public FigureList {
    entries = List.copyOf(entries);
  }

  /** A row for each figure: figures of different units stand in one column. */
  @Override
  public Optional<DataTable> table() {
    return Optional.of(new DataTable(key, COLUMNS, entries.stream().map(FigureList::row).toList()));
  }

  private static List<Cell> row(Entry entry) {
    var figure = entry.figure();
    return List.of(
        new Cell.Label(entry.key()),
        Cell.number(figure.figure().value()),
        new Cell.Text(figure.unit().word()),
        Cell.number(figure.before()),
        Cell.number(figure.change().orElse(null)),
        new Cell.Exact(figure.figure().n()),
        new Cell.Text(figure.flagWords()));
  }
}
