package dev.tutti.application.insight.series;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Value of a period as it was read.
 *
 * @param value in the unit of its series; none where it is missing, which is not zero
 * @param raw as it is printed
 * @param cell address in its table, none in a text
 * @param start first UTF-16 unit in the content, where it has one
 */
public record ReadValue(
    SeriesPeriod period,
    @Nullable BigDecimal value,
    String raw,
    @Nullable String cell,
    @Nullable Integer start) {

  /** Same value of another period. */
  public ReadValue of(SeriesPeriod other) {
    return new ReadValue(other, value, raw, cell, start);
  }

  /** Another value at the same place. */
  public ReadValue with(@Nullable BigDecimal other) {
    return new ReadValue(period, other, raw, cell, start);
  }
}
