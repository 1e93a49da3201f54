package dev.tutti.cooperation.answer.number;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Exact number: a fraction in lowest terms whose denominator is positive, so that equal numbers are
 * equal records.
 */
public record Rational(BigInteger numerator, BigInteger denominator) {
  static final Rational ZERO = of(0);
  static final Rational ONE = of(1);
  static final Rational HALF = new Rational(BigInteger.ONE, BigInteger.TWO);

  /** Longer numbers are no answers of anybody's. */
  private static final int MOST_BITS = 4_096;

  private static final BigInteger FIVE = BigInteger.valueOf(5);

  /**
   * Fraction, which is reduced.
   *
   * @throws ArithmeticException when the denominator is 0, or the fraction too long
   */
  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("denominator: 0 (expected: another number)");
    }
    if (denominator.signum() < 0) {
      numerator = numerator.negate();
      denominator = denominator.negate();
    }
    var divisor = numerator.gcd(denominator);
    if (!divisor.equals(BigInteger.ONE)) {
      numerator = numerator.divide(divisor);
      denominator = denominator.divide(divisor);
    }
    if (numerator.bitLength() > MOST_BITS || denominator.bitLength() > MOST_BITS) {
      throw new ArithmeticException("number: too long (expected: %d bits)".formatted(MOST_BITS));
    }
  }

  static Rational of(long number) {
    return new Rational(BigInteger.valueOf(number), BigInteger.ONE);
  }

  static Rational of(long numerator, long denominator) {
    return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  static Rational of(BigDecimal decimal) {
    return decimal.scale() > 0
        ? new Rational(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
        : new Rational(decimal.toBigIntegerExact(), BigInteger.ONE);
  }

  /** Number of a decimal text, such as {@code 0.05}. */
  static Rational of(String decimal) {
    return of(new BigDecimal(decimal));
  }

  Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Rational over(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  Rational negated() {
    return new Rational(numerator.negate(), denominator);
  }

  boolean isWhole() {
    return denominator.equals(BigInteger.ONE);
  }

  int signum() {
    return numerator.signum();
  }

  /** Plain decimal where there is a finite one, such as {@code -0.5}, else {@code 1/3}. */
  @Override
  public String toString() {
    if (isWhole()) {
      return numerator.toString();
    }
    int twos = denominator.getLowestSetBit();
    var rest = denominator.shiftRight(twos);
    int fives = 0;
    while (rest.mod(FIVE).signum() == 0) {
      rest = rest.divide(FIVE);
      fives++;
    }
    if (!rest.equals(BigInteger.ONE)) {
      return numerator + "/" + denominator;
    }
    int scale = Math.max(twos, fives);
    var unscaled = numerator.multiply(BigInteger.TEN.pow(scale)).divide(denominator);
    return new BigDecimal(unscaled, scale).toPlainString();
  }
}
