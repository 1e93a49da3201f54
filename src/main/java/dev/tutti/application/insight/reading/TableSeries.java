package dev.tutti.application.insight.reading;

import dev.tutti.application.insight.series.DataSeries;
import dev.tutti.application.insight.series.NamedRows;
import dev.tutti.document.table.TableGrid;
import java.util.List;

/** Series of one table, by its columns or by its rows. */
record TableSeries(TableGrid grid, ReadingNotes notes, int contextYear) {

  void read(List<DataSeries> series, List<NamedRows> tables) {
    var shape = TableShape.of(grid);
    RowSeries rows = RowSeries.of(grid, shape, notes, contextYear);
    if (rows != null) {
      NamedRows named = rows.rows();
      if (!named.lines().isEmpty()) {
        tables.add(named);
        series.addAll(rows.series(named));
        return;
      }
    }
    var columns = new ColumnSeries(grid, shape, notes, contextYear);
    boolean cumulative = columns.cumulative();
    for (DataSeries each : columns.read()) {
      series.add(
          cumulative
              ? new DataSeries(
                  each.name(), each.unit(), each.scale(), each.share(), true, each.values())
              : each);
    }
  }
}
