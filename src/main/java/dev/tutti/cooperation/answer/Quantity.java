package dev.tutti.cooperation.answer;

/**
 * Number with its unit.
 *
 * @param value in the base unit
 * @param base symbol of the base unit; empty for a bare number, as shares and percentages are
 * @param literal the number as it was written, before its unit was converted
 */
record Quantity(Rational value, String base, Rational literal) {
  static Quantity bare(Rational value) {
    return new Quantity(value, "", value);
  }

  boolean isBare() {
    return base.isEmpty();
  }

  /**
   * Whether two mean the same: equal in one dimension, or a bare number that the other has in its
   * own unit.
   */
  boolean means(Quantity other) {
    if (base.equals(other.base)) {
      return value.equals(other.value);
    }
    return (isBare() || other.isBare()) && literal.equals(other.literal);
  }

  /** Canonical form, such as {@code 0.5} or {@code 3000 m}. */
  String canonical() {
    return isBare() ? value.toString() : value + " " + base;
  }
}
