package dev.tutti.application.insight.series;

import java.util.List;

/**
 * Table whose rows are names and whose columns are periods or measures.
 *
 * @param columns paths of the headers of the value columns
 * @param headerRows numbers of the header rows, from 1
 * @param totalColumns places among the columns of those that are sums of others
 * @param ragged whether rows are longer or shorter than the headers
 */
public record NamedRows(
    List<List<String>> columns,
    List<Integer> headerRows,
    List<TableLine> lines,
    List<Integer> totalColumns,
    SeriesUnit unit,
    boolean ragged) {

  public NamedRows {
    columns = columns.stream().map(List::copyOf).toList();
    headerRows = List.copyOf(headerRows);
    lines = List.copyOf(lines);
    totalColumns = List.copyOf(totalColumns);
  }

  /** Rows that are no sums. */
  public List<TableLine> parts() {
    return lines.stream().filter(each -> !each.total()).toList();
  }
}
