package dev.tutti.application.insight.statistics;

import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Erf;

/** Tails of the distributions of test statistics, exact far out too. */
public final class TailProbability {
  private static final int REFINEMENTS = 3;

  private TailProbability() {}

  /** Both tails of Student's t beyond a value. */
  public static double student(double t, double freedom) {
    if (Double.isNaN(t) || freedom <= 0) {
      return Double.NaN;
    }
    return Double.isInfinite(t)
        ? 0
        : Beta.regularizedBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
  }

  /** Both tails of Student's t for a correlation of so many pairs. */
  public static double correlation(double r, int pairs) {
    if (Double.isNaN(r) || pairs < 3) {
      return Double.NaN;
    }
    double rest = Math.max(0, (1 - r) * (1 + r));
    return rest == 0 ? 0 : Beta.regularizedBeta(rest, (pairs - 2) / 2.0, 0.5);
  }

  /** Upper tail of F. */
  public static double fisher(double f, double above, double below) {
    if (Double.isNaN(f) || above <= 0 || below <= 0) {
      return Double.NaN;
    }
    return f <= 0
        ? 1
        : Double.isInfinite(f)
            ? 0
            : Beta.regularizedBeta(below / (below + above * f), below / 2, above / 2);
  }

  /** Both tails of the standard normal distribution. */
  public static double normal(double z) {
    return Erf.erfc(Math.abs(z) / StrictMath.sqrt(2));
  }

  /**
   * Value that Student's t exceeds in size with a probability of {@code 1 - level}, refined by
   * Newton's method to the last digits.
   */
  public static double studentQuantile(double level, double freedom) {
    TDistribution student = new TDistribution(freedom);
    double wanted = 1 - level;
    double t = student.inverseCumulativeProbability((1 + level) / 2);
    for (int i = 0; i < REFINEMENTS; i++) {
      t += (student(t, freedom) - wanted) / (2 * student.density(t));
    }
    return t;
  }
}
