package dev.tutti.application.insight.projection;

import dev.tutti.application.insight.statistics.LeastSquares;
import dev.tutti.application.insight.statistics.Sums;
import java.util.Arrays;

/** State of exponential smoothing that takes one value after the other. For one thread. */
final class SmoothingState {
  private final SmoothingModel model;
  private final double[] weights;
  private final boolean ratios;
  private final double[] season;
  private double level;
  private double trend;
  private int at;

  private SmoothingState(SmoothingModel model, double[] weights, boolean ratios, double[] season) {
    this.model = model;
    this.weights = weights;
    this.ratios = ratios;
    this.season = season;
  }

  /** State before the first of some values. */
  static SmoothingState before(
      double[] values, SmoothingModel model, double[] weights, int cycle, boolean ratios) {
    int n = values.length;
    if (model == SmoothingModel.SEASONAL) {
      return seasonal(values, weights, cycle, ratios);
    }
    var state = new SmoothingState(model, weights, false, new double[] {0});
    state.level = values[0];
    if (model == SmoothingModel.THETA) {
      state.trend = LeastSquares.through(values).slope() / 2;
    } else {
      int first = Math.min(n, 8);
      state.trend = LeastSquares.through(Arrays.copyOf(values, first)).slope();
      state.level = values[0] - state.trend;
    }
    return state;
  }

  /** Seasons of the first cycles, off a straight line through their means. */
  private static SmoothingState seasonal(
      double[] values, double[] weights, int cycle, boolean ratios) {
    int cycles = Math.min(values.length / cycle, 3);
    double[] means = new double[cycles];
    for (int c = 0; c < cycles; c++) {
      means[c] = Sums.mean(Arrays.copyOfRange(values, c * cycle, (c + 1) * cycle));
    }
    double slope = (means[cycles - 1] - means[0]) / (cycles - 1) / cycle;
    double middle = Sums.mean(means);
    double[] season = new double[cycle];
    for (int i = 0; i < cycles * cycle; i++) {
      double line = middle + slope * (i - (cycles * cycle - 1) / 2.0);
      season[i % cycle] += (ratios ? values[i] / line : values[i] - line) / cycles;
    }
    double mean = Sums.mean(season);
    for (int i = 0; i < cycle; i++) {
      season[i] = ratios ? season[i] / mean : season[i] - mean;
    }
    var state = new SmoothingState(SmoothingModel.SEASONAL, weights, ratios, season);
    state.level = middle - slope * (cycles * cycle + 1) / 2.0;
    state.trend = slope;
    return state;
  }

  /** State that goes on by itself. */
  SmoothingState copy() {
    var copy = new SmoothingState(model, weights, ratios, season.clone());
    copy.level = level;
    copy.trend = trend;
    copy.at = at;
    return copy;
  }

  /** Expectation of the next value. */
  double next() {
    double season = this.season[at % this.season.length];
    return switch (model) {
      case THETA -> level + trend;
      case DAMPED_TREND -> level + weights[2] * trend;
      case SEASONAL -> ratios ? (level + trend) * season : level + trend + season;
    };
  }

  /** Takes the next value. */
  void take(double value) {
    switch (model) {
      case THETA -> level += weights[0] * (value - level);
      case DAMPED_TREND -> damped(value);
      case SEASONAL -> seasonal(value);
    }
    at++;
  }

  private void damped(double value) {
    double before = level;
    double faded = weights[2] * trend;
    level = weights[0] * value + (1 - weights[0]) * (level + faded);
    double fast = weights[0] * weights[1];
    trend = fast * (level - before) + (1 - fast) * faded;
  }

  private void seasonal(double value) {
    int phase = at % season.length;
    double old = season[phase];
    double before = level;
    double expected = level + trend;
    double plain = ratios ? value / old : value - old;
    level = weights[0] * plain + (1 - weights[0]) * expected;
    double fast = weights[0] * weights[1];
    trend = fast * (level - before) + (1 - fast) * trend;
    double fresh = ratios ? value / expected : value - expected;
    double share = (1 - weights[0]) * weights[2];
    season[phase] = share * fresh + (1 - share) * old;
  }

  /** Values to come without errors: a fading trend adds up. */
  double[] expected(int horizon) {
    var copy = copy();
    double[] point = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      point[h] = copy.next();
      copy.advance();
    }
    return point;
  }

  /** One step without a value, as if what was expected had come. */
  void advance() {
    switch (model) {
      case THETA -> level += trend;
      case DAMPED_TREND -> {
        trend *= weights[2];
        level += trend;
      }
      case SEASONAL -> level += trend;
    }
    at++;
  }
}
