package dev.tutti.application.decision.finance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Positive real roots of a polynomial.
 *
 * <p>Between two neighbouring roots of its derivative a polynomial is monotone and has at most one
 * root, which bisection finds; the derivative's roots come from its own derivative. No root within
 * the bound of Cauchy is missed, whatever the start, which Newton's method cannot promise. A root
 * that only touches zero is found where the derivative is zero.
 */
final class PositiveRoots {
  private static final double TOUCHING = 1e-12;

  private PositiveRoots() {}

  /** Roots above zero, ascending, of the polynomial whose coefficient of power k is the k-th. */
  static List<Double> of(double[] coefficients) {
    double[] trimmed = trimmed(coefficients);
    if (trimmed.length < 2) {
      return List.of();
    }
    List<Double> roots = new ArrayList<>();
    double from = 0;
    for (double turn : turns(trimmed)) {
      add(roots, trimmed, from, turn);
      from = turn;
    }
    add(roots, trimmed, from, bound(trimmed));
    return roots;
  }

  private static List<Double> turns(double[] coefficients) {
    double[] derivative = new double[coefficients.length - 1];
    for (int power = 1; power < coefficients.length; power++) {
      derivative[power - 1] = power * coefficients[power];
    }
    double bound = bound(coefficients);
    return of(derivative).stream().filter(turn -> turn < bound).toList();
  }

  private static void add(List<Double> roots, double[] coefficients, double from, double to) {
    if (touches(coefficients, to)) {
      roots.add(to);
    } else if (value(coefficients, from) * value(coefficients, to) < 0
        && (roots.isEmpty() || roots.getLast() != from)) {
      roots.add(bisected(coefficients, from, to));
    }
  }

  private static double bisected(double[] coefficients, double from, double to) {
    double low = from;
    double high = to;
    double sign = Math.signum(value(coefficients, low));
    for (double middle = (low + high) / 2;
        middle > low && middle < high;
        middle = (low + high) / 2) {
      if (Math.signum(value(coefficients, middle)) == sign) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static boolean touches(double[] coefficients, double at) {
    double size = 0;
    for (int power = coefficients.length - 1; power >= 0; power--) {
      size = size * at + Math.abs(coefficients[power]);
    }
    return Double.isFinite(size) && Math.abs(value(coefficients, at)) <= TOUCHING * size;
  }

  private static double value(double[] coefficients, double at) {
    double value = 0;
    for (int power = coefficients.length - 1; power >= 0; power--) {
      value = value * at + coefficients[power];
    }
    return value;
  }

  private static double bound(double[] coefficients) {
    double largest = 0;
    for (double coefficient : coefficients) {
      largest = Math.max(largest, Math.abs(coefficient));
    }
    return 1 + largest / Math.abs(coefficients[coefficients.length - 1]);
  }

  private static double[] trimmed(double[] coefficients) {
    int from = 0;
    int to = coefficients.length;
    while (from < to && coefficients[from] == 0) {
      from++;
    }
    while (to > from && coefficients[to - 1] == 0) {
      to--;
    }
    return Arrays.copyOfRange(coefficients, from, to);
  }
}
