package dev.tutti.cooperation.answer.number;

import org.jspecify.annotations.Nullable;

/**
 * Number with its unit.
 *
 * @param value in the base unit
 * @param base symbol of the base unit; empty for a bare number, as shares and percentages are
 * @param literal the number as it was written, before its unit was converted
 */
public record Quantity(Rational value, String base, Rational literal) {
  /** Whole number without a unit. */
  public static Quantity of(int number) {
    return bare(Rational.of(number));
  }

  static Quantity bare(Rational value) {
    return new Quantity(value, "", value);
  }

  /** Whether it has no unit. */
  public boolean isBare() {
    return base.isEmpty();
  }

  /**
   * Whether two mean the same: equal in one dimension, or a bare number that the other has in its
   * own unit.
   */
  public boolean means(Quantity other) {
    if (base.equals(other.base)) {
      return value.equals(other.value);
    }
    return (isBare() || other.isBare()) && literal.equals(other.literal);
  }

  /** A bare number in the unit that this one is written with; null where that has an offset. */
  public @Nullable Quantity scaled(Quantity number) {
    if (literal.signum() == 0 || value.signum() != literal.signum()) {
      return null;
    }
    var factor = value.over(literal);
    return new Quantity(number.value.times(factor), base, number.value);
  }

  /** Whether it is less than another one of its dimension. */
  public boolean isBelow(Quantity other) {
    return base.equals(other.base) && value.plus(other.value.negated()).signum() < 0;
  }

  /** Canonical form, such as {@code 0.5} or {@code 3000 m}. */
  public String canonical() {
    return isBare() ? value.toString() : value + " " + base;
  }
}
