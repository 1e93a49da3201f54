package dev.tutti.template.python;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floats as Python prints them: the shortest digits that read back as the same number, with an
 * exponent from 1e16 on and below 1e-4.
 */
public final class Floats {
  private static final int LARGEST_POINT = 16;
  private static final int SMALLEST_POINT = -3;

  private Floats() {}

  /** The float as {@code repr} writes it. */
  public static String written(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    boolean plainInJava = size == 0 || (size >= 1e-3 && size < 1e7);
    return plainInJava ? Double.toString(value) : digits(value);
  }

  private static String digits(double value) {
    var sign = value < 0 ? "-" : "";
    var exact = shortest(Math.abs(value));
    var digits = exact.unscaledValue().toString();
    int point = digits.length() - exact.scale();
    if (point > LARGEST_POINT || point < SMALLEST_POINT) {
      var rest = digits.length() > 1 ? "." + digits.substring(1) : "";
      return sign + digits.charAt(0) + rest + exponent(point - 1);
    }
    var plain = exact.toPlainString();
    return sign + (plain.contains(".") ? plain : plain + ".0");
  }

  /** Java writes two digits where one would do, as in 4.9E-324. */
  private static BigDecimal shortest(double value) {
    var exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (exact.precision() == 2) {
      var shorter = exact.round(new MathContext(1, RoundingMode.HALF_EVEN));
      return shorter.doubleValue() == value ? shorter : exact;
    }
    return exact;
  }

  private static String exponent(int power) {
    return "e%s%02d".formatted(power < 0 ? "-" : "+", Math.abs(power));
  }

  /** The float with so many digits after the point, as {@code %.3f} writes it. */
  public static String fixed(double value, int precision) {
    if (!Double.isFinite(value)) {
      return written(value);
    }
    var text = new BigDecimal(value).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    boolean minusZero = !text.startsWith("-") && Double.doubleToRawLongBits(value) < 0;
    return minusZero ? "-" + text : text;
  }

  /** The float with an exponent, as {@code %.3e} writes it. */
  public static String scientific(double value, int precision) {
    if (!Double.isFinite(value)) {
      return written(value);
    }
    var sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (value == 0) {
      return sign + BigDecimal.ZERO.setScale(precision).toPlainString() + "e+00";
    }
    var exact = new BigDecimal(Math.abs(value));
    int power = exact.precision() - exact.scale() - 1;
    var scaled = exact.movePointLeft(power).setScale(precision, RoundingMode.HALF_EVEN);
    if (scaled.compareTo(BigDecimal.TEN) >= 0) {
      scaled = scaled.movePointLeft(1).setScale(precision, RoundingMode.HALF_EVEN);
      power++;
    }
    return sign + scaled.toPlainString() + exponent(power);
  }

  /** The float to so many digits in the shorter of both forms, as {@code %g} writes it. */
  public static String general(double value, int precision) {
    if (!Double.isFinite(value)) {
      return written(value);
    }
    int digits = Math.max(precision, 1);
    var full = scientific(value, digits - 1);
    int power = Integer.parseInt(full.substring(full.indexOf('e') + 1));
    if (power < -4 || power >= digits) {
      int mark = full.indexOf('e');
      return withoutZeros(full.substring(0, mark)) + full.substring(mark);
    }
    return withoutZeros(fixed(value, digits - 1 - power));
  }

  private static String withoutZeros(String number) {
    return number.contains(".") ? number.replaceAll("\\.?0+$", "") : number;
  }

  /** Rounds half to even to so many digits after the point, exactly as the number is. */
  public static double round(double value, int digits) {
    if (!Double.isFinite(value)) {
      return value;
    }
    double rounded = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    return rounded == 0 && value < 0 ? -0.0 : rounded;
  }
}
