package dev.tutti.document.verify;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Claim about a document. */
public sealed interface DocumentClaim {

  /**
   * Change that a metric states.
   *
   * @param value as a fraction, or in the base unit
   * @param kind percent, points, absolute or multiple
   */
  record ClaimedChange(BigDecimal value, String kind, @Nullable String basis) {}

  /**
   * Number with a name.
   *
   * @param value in the base unit; percent as a fraction
   */
  record MetricClaim(
      String name,
      BigDecimal value,
      @Nullable String unit,
      @Nullable String kind,
      @Nullable String period,
      String quote,
      @Nullable ClaimedChange change)
      implements DocumentClaim {}

  /** Statement with its quote. */
  record InsightClaim(String text, String quote) implements DocumentClaim {}

  /** Text without a quote. */
  record ProseClaim(String text) implements DocumentClaim {}
}
