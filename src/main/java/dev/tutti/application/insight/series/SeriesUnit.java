package dev.tutti.application.insight.series;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Unit of a series.
 *
 * @param name as it is printed, with its scale
 * @param scale factor to the base unit
 * @param share whether values are shares or rates
 */
public record SeriesUnit(@Nullable String name, BigDecimal scale, boolean share) {

  /** No unit. */
  public static final SeriesUnit NONE = new SeriesUnit(null, BigDecimal.ONE, false);

  /** Percent: values are fractions. */
  public static final SeriesUnit PERCENT = new SeriesUnit("%", BigDecimal.ONE, true);
}
