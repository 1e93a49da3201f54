package dev.tutti.template.python;

import java.math.BigDecimal;
import java.math.MathContext;

/** Arithmetic of integers of 64 bits and floats, with Python's signs and refusals. */
final class Numbers {
  private static final long EXACT_IN_FLOATS = 1L << 53;

  private Numbers() {}

  static boolean isInteger(Object value) {
    return value instanceof Long || value instanceof Boolean;
  }

  static boolean isNumber(Object value) {
    return isInteger(value) || value instanceof Double;
  }

  static long integer(Object value) {
    return value instanceof Boolean truth ? truth ? 1 : 0 : (Long) value;
  }

  static double real(Object value) {
    return value instanceof Double real ? real : integer(value);
  }

  static Object divide(Object left, Object right) {
    double divisor = real(right);
    if (divisor == 0) {
      throw PythonError.type("division by zero");
    }
    return isInteger(left) && isInteger(right) && (isLarge(left) || isLarge(right))
        ? exactQuotient(integer(left), integer(right))
        : real(left) / divisor;
  }

  private static boolean isLarge(Object value) {
    return Math.abs(integer(value)) > EXACT_IN_FLOATS;
  }

  private static double exactQuotient(long left, long right) {
    return BigDecimal.valueOf(left)
        .divide(BigDecimal.valueOf(right), MathContext.DECIMAL128)
        .doubleValue();
  }

  static Object divideDown(Object left, Object right) {
    if (isInteger(left) && isInteger(right)) {
      long divisor = notZero(integer(right));
      if (divisor == -1) {
        return Math.negateExact(integer(left));
      }
      return Math.floorDiv(integer(left), divisor);
    }
    double remainder = remainder(real(left), real(right));
    double quotient = (real(left) - remainder) / real(right);
    return quotient == 0 ? Math.copySign(0.0, real(left) / real(right)) : Math.rint(quotient);
  }

  static Object remainder(Object left, Object right) {
    return isInteger(left) && isInteger(right)
        ? (Object) Math.floorMod(integer(left), notZero(integer(right)))
        : (Object) remainder(real(left), real(right));
  }

  private static double remainder(double left, double right) {
    if (right == 0) {
      throw PythonError.type("division by zero");
    }
    double rest = left % right;
    if (rest == 0) {
      return Math.copySign(0.0, right);
    }
    return rest < 0 != right < 0 ? rest + right : rest;
  }

  private static long notZero(long divisor) {
    if (divisor == 0) {
      throw PythonError.type("division by zero");
    }
    return divisor;
  }

  static Object power(Object base, Object exponent) {
    if (isInteger(base) && isInteger(exponent) && integer(exponent) >= 0) {
      return power(integer(base), integer(exponent));
    }
    double raised = Math.pow(real(base), real(exponent));
    if (real(base) == 0 && real(exponent) < 0) {
      throw PythonError.type("zero to a negative power");
    }
    if (Double.isNaN(raised) && !Double.isNaN(real(base)) && !Double.isNaN(real(exponent))) {
      throw PythonError.type("a root of a negative number");
    }
    if (Double.isInfinite(raised) && Double.isFinite(real(base))) {
      throw PythonError.type("a float overflows");
    }
    return raised;
  }

  private static long power(long base, long exponent) {
    if (base == 0 || base == 1 || exponent == 0) {
      return exponent == 0 ? 1 : base;
    }
    if (base == -1) {
      return exponent % 2 == 0 ? 1 : -1;
    }
    long raised = 1;
    for (long i = 0; i < exponent; i++) {
      raised = Math.multiplyExact(raised, base);
    }
    return raised;
  }
}
