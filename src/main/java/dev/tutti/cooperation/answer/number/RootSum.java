package dev.tutti.cooperation.answer.number;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exact sum of fractions of roots and powers of π, such as {@code 1/2+√5/2}. Roots of different
 * whole numbers without square factors are independent of each other over the fractions, and so are
 * powers of π, so that equal numbers are equal records. Immutable.
 *
 * @param terms fractions by what they are of; none is 0
 */
record RootSum(Map<RootFactor, Rational> terms) {
  private static final int MOST_TERMS = 8;
  private static final int MOST_POWER = 64;

  /** Larger numbers are not looked through for square factors. */
  private static final long LARGEST = 1_000_000_000L;

  static final RootSum PI = of(new RootFactor(1, 1), Rational.ONE);

  /**
   * Root of a whole number without square factors, times a power of π.
   *
   * @param radicand 1 for no root
   */
  record RootFactor(long radicand, int pi) implements Comparable<RootFactor> {
    static final RootFactor ONE = new RootFactor(1, 0);

    @Override
    public int compareTo(RootFactor other) {
      return Comparator.comparingInt(RootFactor::pi)
          .thenComparingLong(RootFactor::radicand)
          .compare(this, other);
    }

    private String text() {
      var root = radicand == 1 ? "" : "√" + radicand;
      return root + (pi == 0 ? "" : pi == 1 ? "π" : "π^" + pi);
    }
  }

  /**
   * Sum without terms that are 0.
   *
   * @throws ArithmeticException when there are too many
   */
  RootSum {
    var sorted = new TreeMap<>(terms);
    sorted.values().removeIf(each -> each.signum() == 0);
    if (sorted.size() > MOST_TERMS) {
      throw new ArithmeticException(sorted.size() + " terms (expected: to " + MOST_TERMS + ")");
    }
    terms = Collections.unmodifiableMap(sorted);
  }

  static RootSum of(Rational number) {
    return of(RootFactor.ONE, number);
  }

  private static RootSum of(RootFactor factor, Rational fraction) {
    return new RootSum(Map.of(factor, fraction));
  }

  /** Whether it is a fraction alone. */
  boolean isRational() {
    return terms.keySet().stream().allMatch(RootFactor.ONE::equals);
  }

  /** Its fraction without any root. */
  Rational rational() {
    return terms.getOrDefault(RootFactor.ONE, Rational.ZERO);
  }

  RootSum plus(RootSum other) {
    var sum = new TreeMap<>(terms);
    other.terms.forEach((factor, fraction) -> sum.merge(factor, fraction, Rational::plus));
    return new RootSum(sum);
  }

  RootSum negated() {
    return times(of(Rational.ONE.negated()));
  }

  RootSum times(RootSum other) {
    var product = of(Rational.ZERO);
    for (var left : terms.entrySet()) {
      for (var right : other.terms.entrySet()) {
        product = product.plus(product(left, right));
      }
    }
    return product;
  }

  private static RootSum product(
      Map.Entry<RootFactor, Rational> left, Map.Entry<RootFactor, Rational> right) {
    var one = left.getKey();
    var other = right.getKey();
    long common =
        BigInteger.valueOf(one.radicand).gcd(BigInteger.valueOf(other.radicand)).longValue();
    long rest = Math.multiplyExact(one.radicand / common, other.radicand / common);
    return of(
        new RootFactor(rest, one.pi + other.pi),
        left.getValue().times(right.getValue()).times(Rational.of(common)));
  }

  /**
   * Quotient; of a sum of two as of one term, by what makes its square.
   *
   * @throws ArithmeticException when the divisor is 0, or has more terms
   */
  RootSum over(RootSum divisor) {
    return switch (divisor.terms.size()) {
      case 1 -> {
        var term = divisor.terms.entrySet().iterator().next();
        var factor = term.getKey();
        var inverse = Rational.ONE.over(term.getValue().times(Rational.of(factor.radicand)));
        yield times(of(new RootFactor(factor.radicand, -factor.pi), inverse));
      }
      case 2 -> {
        var last = List.copyOf(divisor.terms.entrySet()).getLast();
        var twice = of(last.getKey(), last.getValue()).times(of(Rational.of(-2)));
        var conjugate = divisor.plus(twice);
        var square = divisor.times(conjugate);
        if (square.terms.size() != 1) {
          throw new ArithmeticException("divisor: " + divisor);
        }
        yield times(conjugate).over(square);
      }
      default -> throw new ArithmeticException("divisor: " + divisor);
    };
  }

  /**
   * Whole power.
   *
   * @throws ArithmeticException when the exponent is too large
   */
  RootSum power(int exponent) {
    if (Math.abs(exponent) > MOST_POWER) {
      throw new ArithmeticException("exponent: " + exponent + " (expected: to " + MOST_POWER + ")");
    }
    var power = of(Rational.ONE);
    for (int i = 0; i < Math.abs(exponent); i++) {
      power = power.times(this);
    }
    return exponent < 0 ? of(Rational.ONE).over(power) : power;
  }

  /**
   * Square root.
   *
   * @throws ArithmeticException when it is no such sum, or the number too large
   */
  RootSum root() {
    var number = rational();
    if (!isRational() || number.signum() < 0) {
      throw new ArithmeticException("√(" + this + ")");
    }
    if (number.signum() == 0) {
      return this;
    }
    long rest = number.numerator().multiply(number.denominator()).longValueExact();
    if (rest > LARGEST) {
      throw new ArithmeticException("√" + rest + " (expected: to " + LARGEST + ")");
    }
    long square = 1;
    for (long factor = 2; factor * factor <= rest; factor++) {
      while (rest % (factor * factor) == 0) {
        rest /= factor * factor;
        square *= factor;
      }
    }
    var fraction = Rational.of(square).over(new Rational(number.denominator(), BigInteger.ONE));
    return of(new RootFactor(rest, 0), fraction);
  }

  /** Sum in a form that is read as itself, such as {@code 2√3}, {@code 3π/4}, {@code 1+√2}. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    terms.forEach(
        (factor, fraction) -> {
          text.append(text.isEmpty() || fraction.signum() < 0 ? "" : "+");
          text.append(factor.equals(RootFactor.ONE) ? fraction : term(factor, fraction));
        });
    return text.isEmpty() ? "0" : text.toString();
  }

  private static String term(RootFactor factor, Rational fraction) {
    var above =
        fraction.numerator().abs().equals(BigInteger.ONE)
            ? ""
            : fraction.numerator().abs().toString();
    var below = fraction.isWhole() ? "" : "/" + fraction.denominator();
    return (fraction.signum() < 0 ? "-" : "") + above + factor.text() + below;
  }
}
