package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.ReadValue;
import dev.tutti.application.insight.series.SeriesFrequency;
import dev.tutti.application.insight.series.SeriesPeriod;
import dev.tutti.application.insight.series.SeriesUnit;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberUnit;
import dev.tutti.document.table.TableCell;
import dev.tutti.document.table.TableGrid;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Series of a table whose rows are periods, or places in an order, one for each column of values.
 */
final class ColumnSeries {
  private static final int MOST_GROUPS = 50;
  private final TableGrid grid;
  private final TableShape shape;
  private final ReadingNotes notes;
  private final int contextYear;
  private final BitSet totals;
  private final List<@Nullable PeriodText> texts;
  private final Map<Integer, List<@Nullable SeriesPeriod>> periods = new HashMap<>();

  /**
   * Reader of columns.
   *
   * @param contextYear year that the surroundings name, 0 where they name none
   */
  ColumnSeries(TableGrid grid, TableShape shape, ReadingNotes notes, int contextYear) {
    this.grid = grid;
    this.shape = shape;
    this.notes = notes;
    this.contextYear = contextYear;
    this.totals = totals(grid);
    totals.stream()
        .map(this::number)
        .forEach(
            row ->
                notes.warn(
                    "total",
                    "row " + row,
                    "row %d is a total and not counted again".formatted(row)));
    List<String> written = new ArrayList<>();
    for (int row = grid.headerRows(); shape.periods() >= 0 && row < grid.rows().size(); row++) {
      written.add(text(row, shape.periods()));
    }
    this.texts = combined(CellPeriods.of(written, notes));
  }

  List<DataSeries> read() {
    List<DataSeries> series = new ArrayList<>();
    for (int column : shape.values()) {
      if (shape.units() >= 0) {
        series.add(withUnits(column));
      } else {
        series.addAll(column(column));
      }
    }
    return series;
  }

  /** Periods whose years may stand in another column, or whose months are plain numbers. */
  private List<@Nullable PeriodText> combined(List<@Nullable PeriodText> own) {
    if (shape.periods() < 0 || TableShape.counts(header(shape.periods()))) {
      return own;
    }
    List<@Nullable PeriodText> combined = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      combined.add(period(grid.headerRows() + i, own.get(i)));
    }
    return combined;
  }

  private @Nullable PeriodText period(int row, @Nullable PeriodText whole) {
    if (shape.years() < 0 && whole != null) {
      return whole;
    }
    PeriodText part = PeriodTexts.part(text(row, shape.periods()), header(shape.periods()));
    if (shape.years() < 0 || part == null) {
      return part;
    }
    int year = PeriodTexts.year(text(row, shape.years()));
    return year == 0 ? null : part.of(year);
  }

  private String header(int column) {
    String path = String.join(" ", grid.columnPath(column));
    return path.isEmpty() ? TableCell.at(0, column, "").place().replaceAll("\\d", "") : path;
  }

  private List<DataSeries> column(int column) {
    String header = header(column);
    var reader = new ColumnReader(grid, shape.comma(), header);
    int year = PeriodTexts.year(header);
    Map<String, List<ReadValue>> groups = new LinkedHashMap<>();
    List<@Nullable SeriesPeriod> periods = periods(year == 0 ? contextYear : year);
    boolean grouped = grouped(periods);
    for (int row = grid.headerRows(); row < grid.rows().size(); row++) {
      SeriesPeriod period = periods.get(row - grid.headerRows());
      if (period == null || total(row)) {
        continue;
      }
      TableCell cell = grid.cell(row, column);
      String text = cell == null ? "" : cell.text();
      String group = grouped ? text(row, shape.labels().getFirst()) : "";
      if (groups.size() < MOST_GROUPS || groups.containsKey(group)) {
        groups
            .computeIfAbsent(group, _ -> new ArrayList<>())
            .add(value(period, reader.value(text), cell));
      } else {
        notes.warn(
            "left_out",
            header,
            "%s: only the first %d names are series".formatted(header, MOST_GROUPS));
      }
    }
    List<DataSeries> series = new ArrayList<>();
    groups.forEach(
        (group, values) -> series.add(DataSeries.of(name(header, group), reader.unit(), values)));
    return series;
  }

  private String name(String header, String group) {
    return group.isEmpty() ? header : shape.values().size() == 1 ? group : group + " " + header;
  }

  /** Whether periods come again for each name of another column. */
  private boolean grouped(List<@Nullable SeriesPeriod> periods) {
    if (shape.labels().isEmpty() || shape.periods() < 0) {
      return false;
    }
    Set<SeriesPeriod> different = new HashSet<>();
    int all = 0;
    for (SeriesPeriod each : periods) {
      if (each != null) {
        different.add(each);
        all++;
      }
    }
    return different.size() * 2 <= all;
  }

  private boolean total(int row) {
    return totals.get(row);
  }

  /** Rows one of whose cells says that they are sums. */
  private static BitSet totals(TableGrid grid) {
    BitSet totals = new BitSet();
    for (int row = grid.headerRows(); row < grid.rows().size(); row++) {
      for (TableCell cell : grid.rows().get(row)) {
        if (TotalWords.total(cell.text())) {
          totals.set(row);
        }
      }
    }
    return totals;
  }

  private int number(int row) {
    TableCell cell = grid.cell(row, 0);
    String digits = cell == null ? "" : cell.place().replaceAll("\\D", "");
    return digits.isEmpty() ? row + 1 : Integer.parseInt(digits);
  }

  private String text(int row, int column) {
    TableCell cell = grid.cell(row, column);
    return cell == null ? "" : cell.text();
  }

  private static ReadValue value(
      SeriesPeriod period, @Nullable BigDecimal value, @Nullable TableCell cell) {
    return cell == null
        ? new ReadValue(period, value, "", null, null)
        : new ReadValue(period, value, cell.text(), cell.place(), cell.start());
  }

  /** Period of each row of the body; the same for most columns. */
  private List<@Nullable SeriesPeriod> periods(int year) {
    return periods.computeIfAbsent(year, this::readPeriods);
  }

  private List<@Nullable SeriesPeriod> readPeriods(int year) {
    List<@Nullable SeriesPeriod> periods = new ArrayList<>();
    int from = grid.headerRows();
    if (shape.periods() < 0) {
      for (int row = from; row < grid.rows().size(); row++) {
        periods.add(
            SeriesPeriod.placed(
                SeriesFrequency.UNORDERED, row - from + 1, label(row, row - from + 1)));
      }
      return periods;
    }
    String header = header(shape.periods());
    if (TableShape.counts(header)) {
      for (int row = from; row < grid.rows().size(); row++) {
        Long number = PeriodColumn.count(text(row, shape.periods()));
        periods.add(number == null ? null : PeriodColumn.counted(header, number));
      }
      return periods;
    }
    int own = PeriodTexts.year(header);
    var column = PeriodColumn.of(texts, header);
    for (int row = 0; row < texts.size(); row++) {
      periods.add(column.at(row, own == 0 ? year : own));
    }
    return periods;
  }

  private String label(int row, int number) {
    List<String> names = new ArrayList<>();
    for (int column : shape.labels()) {
      names.add(text(row, column));
    }
    String name = String.join(" ", names).strip();
    return name.isEmpty() ? Integer.toString(number) : name;
  }

  /** Whether the rows run from the beginning of the year. */
  boolean cumulative() {
    if (shape.periods() < 0) {
      return false;
    }
    return PeriodColumn.of(texts, header(shape.periods())).cumulative();
  }

  /** Column whose unit stands in another one: in the base unit where units differ. */
  private DataSeries withUnits(int column) {
    List<ReadValue> values = new ArrayList<>();
    TreeSet<BigDecimal> scales = new TreeSet<>();
    List<@Nullable SeriesPeriod> periods = periods(contextYear);
    List<NumberUnit> units = new ArrayList<>();
    for (int row = grid.headerRows(); row < grid.rows().size(); row++) {
      SeriesPeriod period = periods.get(row - grid.headerRows());
      if (period == null || total(row)) {
        continue;
      }
      TableCell cell = grid.cell(row, column);
      NumberMention number =
          cell == null
              ? null
              : NumberGrammar.cell(
                  cell.text() + text(row, shape.units()), ColumnReader.surroundings(shape.comma()));
      if (number == null || !number.exact()) {
        values.add(value(period, null, cell));
      } else {
        values.add(value(period, number.amount(), cell));
        scales.add(number.unit().scale());
        units.add(number.unit());
      }
    }
    String header = header(column);
    if (scales.size() == 1) {
      SeriesUnit unit = UnitWords.of(units.getFirst());
      return DataSeries.of(header, unit, divided(values, unit.scale()));
    }
    SeriesUnit base = units.isEmpty() ? SeriesUnit.NONE : UnitWords.base(units.getFirst());
    String into = Objects.toString(base.name(), "the base unit");
    notes.warn(
        "mixed_units",
        header,
        "%s: units differ from row to row; values are in %s".formatted(header, into));
    notes.assume("%s: all values were brought to %s".formatted(header, into));
    return DataSeries.of(header, base, values);
  }

  private static List<ReadValue> divided(List<ReadValue> values, BigDecimal scale) {
    return values.stream()
        .map(
            each ->
                each.value() == null
                    ? each
                    : each.with(each.value().divide(scale, MathContext.DECIMAL64)))
        .toList();
  }
}
