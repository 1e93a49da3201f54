package dev.tutti.application.insight.series;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Series of values in the order of their periods.
 *
 * @param unit as it is printed, with its scale, such as 万元
 * @param scale factor from the values to the base unit
 * @param share whether the values are shares or rates as fractions
 * @param cumulative whether the values were read as running from the beginning of a year, and are
 *     now those of the single periods
 */
public record DataSeries(
    String name,
    @Nullable String unit,
    BigDecimal scale,
    boolean share,
    boolean cumulative,
    List<ReadValue> values) {

  public DataSeries {
    values = List.copyOf(values);
  }

  /** Series with values as they are. */
  public static DataSeries of(String name, SeriesUnit unit, List<ReadValue> values) {
    return new DataSeries(name, unit.name(), unit.scale(), unit.share(), false, values);
  }

  /** Values that are there. */
  public List<ReadValue> present() {
    return values.stream().filter(each -> each.value() != null).toList();
  }

  /** Frequency of its periods. */
  public SeriesFrequency frequency() {
    return values.isEmpty() ? SeriesFrequency.UNORDERED : values.getFirst().period().frequency();
  }

  /** Same series with other values. */
  public DataSeries with(List<ReadValue> other) {
    return new DataSeries(name, unit, scale, share, cumulative, other);
  }

  /** Same series under another name. */
  public DataSeries named(String other) {
    return new DataSeries(other, unit, scale, share, cumulative, values);
  }
}
