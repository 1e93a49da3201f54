package dev.tutti.document.number;

import java.math.BigDecimal;

/**
 * Value or range in the base unit, and how exactly it is printed.
 *
 * @param low the value, or the lower end of a range
 * @param high the value, or the upper end of a range
 * @param step one unit of the last printed digit
 */
public record NumberValue(BigDecimal low, BigDecimal high, BigDecimal step) {

  static NumberValue of(BigDecimal value, BigDecimal step) {
    return new NumberValue(value, value, step);
  }

  /** Whether there are two ends. */
  public boolean range() {
    return low.compareTo(high) != 0;
  }

  /** Whether another value is printed the same at this precision. */
  public boolean near(BigDecimal other) {
    BigDecimal half = step.abs().multiply(new BigDecimal("0.500000001"));
    return other.compareTo(low.subtract(half)) >= 0 && other.compareTo(high.add(half)) <= 0;
  }

  NumberValue negated() {
    return new NumberValue(high.negate(), low.negate(), step);
  }
}
