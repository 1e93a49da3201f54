package dev.tutti.application.decision.simulation;

import java.util.SplittableRandom;

/**
 * Random variates of one generator. Normal ones come from Marsaglia's polar method, in twos, of
 * which the second is kept for the next time. {@link StrictMath} makes them the same on every
 * machine. For one thread.
 */
final class RandomVariates {
  private final SplittableRandom random;
  private double twin = Double.NaN;

  RandomVariates(SplittableRandom random) {
    this.random = random;
  }

  /** From 0 to 1. */
  double uniform() {
    return random.nextDouble();
  }

  /** Normal, of mean 0 and deviation 1. */
  double normal() {
    if (!Double.isNaN(twin)) {
      double kept = twin;
      twin = Double.NaN;
      return kept;
    }
    while (true) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      double square = x * x + y * y;
      if (square < 1 && square > 0) {
        double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
        twin = y * factor;
        return x * factor;
      }
    }
  }

  /** Gamma, of a shape of at least 1 and scale 1 (Marsaglia and Tsang, 2000). */
  double gamma(double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double normal = normal();
      double root = 1 + c * normal;
      if (root <= 0) {
        continue;
      }
      double cube = root * root * root;
      double squared = normal * normal;
      double share = 1 - random.nextDouble();
      if (share < 1 - 0.0331 * squared * squared
          || StrictMath.log(share) < squared / 2 + d * (1 - cube + StrictMath.log(cube))) {
        return d * cube;
      }
    }
  }
}
