package dev.tutti.application.insight.series;

import java.util.List;
import java.util.stream.Stream;

/**
 * Data that was read from a file or a text.
 *
 * @param tables tables whose rows are names
 * @param shares lists of shares in the text
 * @param assumptions choices that were made where the data can be read in several ways
 */
public record ReadData(
    List<DataSeries> series,
    List<NamedRows> tables,
    List<ShareList> shares,
    List<DataWarning> warnings,
    List<String> assumptions) {

  public ReadData {
    series = List.copyOf(series);
    tables = List.copyOf(tables);
    shares = List.copyOf(shares);
    warnings = List.copyOf(warnings);
    assumptions = List.copyOf(assumptions);
  }

  /** First series, which answers are about. */
  public DataSeries first() {
    return series.getFirst();
  }

  /** Both, one after the other. */
  public ReadData and(ReadData other) {
    return new ReadData(
        joined(series, other.series),
        joined(tables, other.tables),
        joined(shares, other.shares),
        joined(warnings, other.warnings),
        joined(assumptions, other.assumptions));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
