package dev.tutti.cooperation.answer.number;

/**
 * Unit of a quantity: {@code base = number * factor + offset}.
 *
 * @param base symbol of its dimension's base unit
 */
record Unit(String base, Rational factor, Rational offset) {
  Unit(String base, Rational factor) {
    this(base, factor, Rational.ZERO);
  }

  Quantity of(Rational number) {
    return new Quantity(number.times(factor).plus(offset), base, number);
  }

  /** Unit of so much for each of another one, such as metres a second. */
  Unit per(Unit other) {
    return new Unit(base + "/" + other.base, factor.over(other.factor));
  }
}
