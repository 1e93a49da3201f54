package dev.tutti.report.document;

import dev.tutti.report.MeasureUnit;
import java.math.BigDecimal;
import java.util.stream.DoubleStream;

/**
 * Axis of a chart from zero to a round value, with two to six marks a round step apart. Immutable.
 *
 * @param step between marks
 * @param steps how many there are
 */
record Axis(BigDecimal step, int steps) {
  private static final int MOST = 5;
  private static final double NEARLY = 0.999_999;

  /** The axis that has room for a value; counts have no parts. */
  static Axis of(MeasureUnit unit, double greatest) {
    double least = Math.max(greatest, Double.MIN_NORMAL) * NEARLY / MOST;
    var step =
        switch (unit) {
          case BYTES -> power(2, least);
          case COUNT, TOKENS -> round(Math.max(least, 1));
          default -> greatest > 0 ? round(least) : new BigDecimal("0.2");
        };
    return new Axis(
        step, Math.clamp((long) Math.ceil(greatest * NEARLY / step.doubleValue()), 1, MOST));
  }

  /** The least of 1, 2, 5, 10, 20, ... and their parts that is not below a value. */
  private static BigDecimal round(double least) {
    int power = (int) Math.floor(Math.log10(least));
    return DoubleStream.of(1, 2, 5, 10)
        .mapToObj(each -> BigDecimal.valueOf(each).scaleByPowerOfTen(power))
        .filter(each -> each.doubleValue() >= least)
        .findFirst()
        .orElseThrow();
  }

  private static BigDecimal power(double base, double least) {
    return BigDecimal.valueOf(
        Math.pow(base, Math.ceil(Math.log(Math.max(least, 1)) / Math.log(base))));
  }

  BigDecimal mark(int number) {
    return step.multiply(BigDecimal.valueOf(number));
  }

  double top() {
    return mark(steps).doubleValue();
  }
}
