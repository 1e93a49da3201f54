package dev.tutti.application.insight.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticks of an axis at round numbers.
 *
 * @param step distance of two ticks, 1, 2, 2.5 or 5 times a power of ten
 */
record AxisTicks(double low, double high, double step) {
  private static final int WANTED = 5;
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  static AxisTicks of(double least, double most) {
    double from = least;
    double to = most;
    if (!(to > from)) {
      double room = from == 0 ? 1 : Math.abs(from) * 0.1;
      from -= room;
      to += room;
    }
    double rough = (to - from) / WANTED;
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    double step = power * 10;
    for (double each : ROUND) {
      if (each * power >= rough) {
        step = each * power;
        break;
      }
    }
    return new AxisTicks(Math.floor(from / step) * step, Math.ceil(to / step) * step, step);
  }

  List<Double> places() {
    List<Double> places = new ArrayList<>();
    long count = Math.round((high - low) / step);
    for (long i = 0; i <= Math.min(count, 20); i++) {
      places.add(low + i * step);
    }
    return places;
  }

  /** Share of the way from the low end to the high one. */
  double share(double value) {
    return (value - low) / (high - low);
  }

  /** Number of an axis: as many digits as matter, with groups of thousands. */
  static String label(double value) {
    return grouped(BigDecimal.valueOf(value).round(new MathContext(6)));
  }

  /** The same of a value, of which three digits, or two behind the point, are enough to compare. */
  static String value(double value) {
    BigDecimal round = BigDecimal.valueOf(value).round(new MathContext(6));
    boolean small = round.abs().compareTo(BigDecimal.ONE) < 0;
    return grouped(
        small
            ? round.round(new MathContext(3))
            : round.setScale(Math.min(2, round.scale()), RoundingMode.HALF_UP));
  }

  private static String grouped(BigDecimal number) {
    BigDecimal round = number.stripTrailingZeros();
    if (round.signum() == 0) {
      return "0";
    }
    String plain = round.toPlainString();
    int point = plain.indexOf('.');
    int end = point < 0 ? plain.length() : point;
    StringBuilder grouped = new StringBuilder(plain);
    for (int i = end - 3; i > (plain.charAt(0) == '-' ? 1 : 0); i -= 3) {
      grouped.insert(i, ',');
    }
    return grouped.toString();
  }
}
