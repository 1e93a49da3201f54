package dev.tutti.followup.classifier;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * Logistic regression with a quadratic penalty, by L-BFGS with a backtracking line search (Nocedal
 * and Wright, "Numerical Optimization", algorithms 7.4 and 3.1). Everything is summed in one order
 * and with {@link StrictMath}, so that the same rows give the same weights on every machine.
 */
final class LogisticRegression {
  private static final int MEMORY = 10;
  private static final double ARMIJO = 1e-4;
  private static final double SMALLEST_STEP = 1e-10;
  private static final double DONE = 1e-5;

  private final List<Row> rows;
  private final double[] penalties;
  private final int iterations;

  /**
   * Row of the training set.
   *
   * @param dense values of the first columns
   * @param sparse columns after these that are 1; all others are 0
   * @param positive what is to be foretold
   * @param weight how much it counts
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Row(double[] dense, int[] sparse, boolean positive, double weight) {}

  /**
   * A regression.
   *
   * @param penalties of the columns; the last one is the bias
   */
  LogisticRegression(List<Row> rows, double[] penalties, int iterations) {
    this.rows = rows;
    this.penalties = penalties;
    this.iterations = iterations;
  }

  /** A step and how the gradient changed by it. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Correction(double[] step, double[] change, double scale) {}

  /** The weights of the columns, the bias last. */
  double[] fit() {
    var weights = new double[penalties.length];
    var gradient = new double[weights.length];
    double loss = loss(weights, gradient);
    var memory = new ArrayDeque<Correction>();
    for (int i = 0; i < iterations; i++) {
      var direction = direction(gradient, memory);
      var next = new double[weights.length];
      var nextGradient = new double[weights.length];
      double nextLoss =
          search(weights, direction, dot(direction, gradient), loss, next, nextGradient);
      if (!(nextLoss < loss)) {
        return weights;
      }
      remember(memory, minus(next, weights), minus(nextGradient, gradient));
      boolean done = loss - nextLoss < DONE * Math.max(1, Math.abs(nextLoss)) * 1e-2;
      weights = next;
      gradient = nextGradient;
      loss = nextLoss;
      if (done) {
        return weights;
      }
    }
    return weights;
  }

  private double search(
      double[] from,
      double[] direction,
      double slope,
      double loss,
      double[] to,
      double[] gradient) {
    for (double step = 1; step > SMALLEST_STEP; step /= 2) {
      for (int j = 0; j < from.length; j++) {
        to[j] = from[j] + step * direction[j];
      }
      double now = loss(to, gradient);
      if (now <= loss + ARMIJO * step * slope) {
        return now;
      }
    }
    return loss;
  }

  private static void remember(ArrayDeque<Correction> memory, double[] step, double[] change) {
    double product = dot(step, change);
    if (product <= 0) {
      return;
    }
    if (memory.size() == MEMORY) {
      memory.removeFirst();
    }
    memory.addLast(new Correction(step, change, 1 / product));
  }

  private static double[] direction(double[] gradient, ArrayDeque<Correction> memory) {
    var result = Arrays.stream(gradient).map(each -> -each).toArray();
    var factors = new ArrayDeque<Double>();
    for (var each : memory.reversed()) {
      double factor = each.scale * dot(each.step, result);
      factors.push(factor);
      add(result, -factor, each.change);
    }
    double first =
        memory.isEmpty()
            ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
            : 1 / (memory.getLast().scale * dot(memory.getLast().change, memory.getLast().change));
    for (int j = 0; j < result.length; j++) {
      result[j] *= first;
    }
    for (var each : memory) {
      double back = each.scale * dot(each.change, result);
      add(result, factors.pop() - back, each.step);
    }
    return result;
  }

  /** The loss at some weights, and its gradient there. */
  private double loss(double[] weights, double[] gradient) {
    double loss = 0;
    int bias = weights.length - 1;
    for (int j = 0; j < weights.length; j++) {
      gradient[j] = penalties[j] * weights[j];
      loss += penalties[j] * weights[j] * weights[j] / 2;
    }
    for (var row : rows) {
      double score = weights[bias];
      int dense = row.dense.length;
      for (int j = 0; j < dense; j++) {
        score += weights[j] * row.dense[j];
      }
      for (int j : row.sparse) {
        score += weights[dense + j];
      }
      double margin = row.positive ? score : -score;
      double wrong = 1 / (1 + StrictMath.exp(margin));
      loss +=
          row.weight
              * (margin > 0
                  ? StrictMath.log1p(StrictMath.exp(-margin))
                  : StrictMath.log1p(StrictMath.exp(margin)) - margin);
      double pull = row.weight * (row.positive ? -wrong : wrong);
      gradient[bias] += pull;
      for (int j = 0; j < dense; j++) {
        gradient[j] += pull * row.dense[j];
      }
      for (int j : row.sparse) {
        gradient[dense + j] += pull;
      }
    }
    return loss;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int j = 0; j < one.length; j++) {
      sum += one[j] * other[j];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] other) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * other[j];
    }
  }

  private static double[] minus(double[] one, double[] other) {
    var result = one.clone();
    add(result, -1, other);
    return result;
  }
}
