package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.NamedRows;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.series.SeriesUnit;
import dev.tutti.application.insight.series.TableLine;
import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Table whose rows are names and whose columns are periods: a series for each row. Totals are
 * recognised by their names and never counted again.
 */
final class RowSeries {
  private static final int MOST_SERIES = 50;
  private final TableGrid grid;
  private final TableShape shape;
  private final ReadingNotes notes;
  private final List<@Nullable SeriesPeriod> periods;
  private final List<Integer> columns = new ArrayList<>();
  private final List<Integer> totals = new ArrayList<>();

  private RowSeries(
      TableGrid grid, TableShape shape, ReadingNotes notes, List<@Nullable SeriesPeriod> periods) {
    this.grid = grid;
    this.shape = shape;
    this.notes = notes;
    this.periods = periods;
    for (int column : shape.values()) {
      if (periods.get(column) != null) {
        columns.add(column);
      } else if (grid.columnPath(column).stream().anyMatch(RowSeries::sum)) {
        totals.add(column);
      }
    }
  }

  private static boolean sum(String header) {
    PeriodText period = PeriodTexts.whole(header);
    return TotalWords.total(header)
        || (period != null
            && (period.cumulative()
                || period.kind() == PeriodText.Kind.YEAR
                || period.kind() == PeriodText.Kind.HALF));
  }

  /** Table of rows, null where its columns are no periods. */
  static @Nullable RowSeries of(
      TableGrid grid, TableShape shape, ReadingNotes notes, int contextYear) {
    if (shape.periods() >= 0) {
      return null;
    }
    List<@Nullable PeriodText> texts = new ArrayList<>();
    for (int column = 0; column < grid.columns(); column++) {
      texts.add(shape.values().contains(column) ? text(grid.columnPath(column)) : null);
    }
    var headers = PeriodColumn.of(texts, grid.caption() == null ? "" : grid.caption());
    List<@Nullable SeriesPeriod> periods = new ArrayList<>();
    Set<SeriesFrequency> kinds = new LinkedHashSet<>();
    int known = 0;
    for (int column = 0; column < texts.size(); column++) {
      SeriesPeriod period = headers.at(column, contextYear);
      periods.add(period);
      if (period != null) {
        kinds.add(period.frequency());
        known++;
      }
    }
    if (kinds.size() > 1) {
      SeriesFrequency finest = finest(kinds);
      known = 0;
      for (int column = 0; column < periods.size(); column++) {
        SeriesPeriod period = periods.get(column);
        boolean kept = period != null && period.frequency() == finest;
        periods.set(column, kept ? period : null);
        known += kept ? 1 : 0;
      }
    }
    return known < 2 ? null : new RowSeries(grid, shape, notes, periods);
  }

  private static SeriesFrequency finest(Set<SeriesFrequency> kinds) {
    return Stream.of(SeriesFrequency.MONTHLY, SeriesFrequency.QUARTERLY)
        .filter(kinds::contains)
        .findFirst()
        .orElse(SeriesFrequency.HALF_YEARLY);
  }

  /** Period of a header of one or more rows: 2023年 above Q1 is one quarter. */
  private static @Nullable PeriodText text(List<String> path) {
    PeriodText found = null;
    int year = 0;
    for (String each : path) {
      PeriodText whole = PeriodTexts.whole(each);
      PeriodText period = whole == null ? PeriodTexts.first(each) : whole;
      if (period != null) {
        year = period.year() == 0 ? year : period.year();
        found = found == null || period.kind() != PeriodText.Kind.YEAR ? period : found;
      }
    }
    return found == null || year == 0
        ? found
        : new PeriodText(
            found.kind(),
            year,
            found.number(),
            found.until(),
            found.cumulative(),
            found.date(),
            0,
            0);
  }

  /** Rows with their values. */
  NamedRows rows() {
    List<TableLine> lines = new ArrayList<>();
    SeriesUnit unit = SeriesUnit.NONE;
    for (int row = grid.headerRows(); row < grid.rows().size(); row++) {
      List<String> path = path(row);
      var reader = new ColumnReader(grid, shape.comma(), String.join(" ", path));
      List<ReadValue> values = new ArrayList<>();
      boolean any = false;
      for (int column : columns) {
        SeriesPeriod period = periods.get(column);
        if (period == null) {
          continue;
        }
        TableCell cell = grid.cell(row, column);
        BigDecimal value = cell == null ? null : reader.value(cell.text());
        any |= value != null;
        values.add(
            cell == null
                ? new ReadValue(period, null, "", null, null)
                : new ReadValue(period, value, cell.text(), cell.place(), cell.start()));
      }
      if (any && !path.isEmpty()) {
        boolean total = path.stream().anyMatch(TotalWords::total);
        unit = lines.isEmpty() ? reader.unit() : unit;
        lines.add(new TableLine(number(row), path, total, values));
      }
    }
    List<List<String>> paths = columns.stream().map(grid::columnPath).toList();
    return new NamedRows(
        paths, headerRows(), lines, totals, unit, grid.warnings().contains("ragged"));
  }

  private List<Integer> headerRows() {
    List<Integer> numbers = new ArrayList<>();
    for (int row = 0; row < grid.headerRows(); row++) {
      numbers.add(number(row));
    }
    return numbers;
  }

  private List<String> path(int row) {
    Set<String> path = new LinkedHashSet<>();
    for (int column : shape.labels()) {
      TableCell cell = grid.cell(row, column);
      boolean before = columns.isEmpty() || column < columns.getFirst();
      if (before && cell != null && !cell.text().isEmpty()) {
        path.add(cell.text());
      }
    }
    return List.copyOf(path);
  }

  private int number(int row) {
    for (TableCell cell : grid.rows().get(row)) {
      String digits = cell.place().replaceAll("\\D", "");
      if (!digits.isEmpty() && !cell.anchored()) {
        return Integer.parseInt(digits);
      }
    }
    return row + 1;
  }

  /** Series of the rows that are no totals. */
  List<DataSeries> series(NamedRows rows) {
    List<DataSeries> series = new ArrayList<>();
    for (TableLine line : rows.lines()) {
      if (line.total()) {
        notes.warn(
            "total",
            "row " + line.row(),
            "row %d (%s) is a total and not counted again".formatted(line.row(), line.name()));
      } else if (series.size() < MOST_SERIES) {
        series.add(DataSeries.of(String.join(" ", line.path()), rows.unit(), line.values()));
      } else {
        notes.warn("left_out", "rows", "only the first %d rows are series".formatted(MOST_SERIES));
      }
    }
    return series;
  }
}
