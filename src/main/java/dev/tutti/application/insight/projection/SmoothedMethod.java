package dev.tutti.application.insight.projection;

import dev.tutti.application.insight.statistics.LeastSquares.Interval;
import dev.tutti.application.insight.statistics.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Exponential smoothing whose weights have the smallest squared error of one step. They are fitted
 * anew when the values that are known have grown by a tenth. Intervals are quantiles of paths with
 * errors drawn from those within the sample.
 */
record SmoothedMethod(SmoothingModel model, int cycle) implements ProjectionMethod {
  private static final int FEWEST = 16;
  private static final int PATHS = 1_000;

  @Override
  public String name() {
    return model.word();
  }

  @Override
  public int fewest() {
    return model == SmoothingModel.SEASONAL ? Math.max(FEWEST, 2 * cycle) : FEWEST;
  }

  @Override
  public boolean fitted() {
    return true;
  }

  @Override
  public double[] steps(double[] values, int from) {
    double[] steps = new double[values.length];
    Arrays.fill(steps, Double.NaN);
    int refit = from;
    SmoothingFit fit = null;
    SmoothingState state = null;
    for (int t = from; t < values.length; t++) {
      if (state == null || t >= refit) {
        double[] known = Arrays.copyOf(values, t);
        fit = fit == null ? SmoothingFit.of(known, model, cycle) : fit.goingOn(known, model, cycle);
        state = fit.state();
        refit = t + Math.max(1, t / 10);
      }
      steps[t] = state.next();
      state.take(values[t]);
    }
    return steps;
  }

  @Override
  public Projection project(double[] values, int horizon, long seed) {
    var fit = SmoothingFit.of(values, model, cycle);
    double[] point = fit.state().expected(horizon);
    var random = new SplittableRandom(seed);
    double[][] drawn = new double[horizon][PATHS];
    double[] sums = new double[PATHS];
    double[] errors = fit.errors();
    for (int path = 0; path < PATHS; path++) {
      var state = fit.state().copy();
      for (int h = 0; h < horizon; h++) {
        double value = state.next() + errors[random.nextInt(errors.length)];
        drawn[h][path] = value;
        sums[path] += value;
        state.take(value);
      }
    }
    List<Interval> narrow = new ArrayList<>();
    List<Interval> wide = new ArrayList<>();
    for (double[] each : drawn) {
      Arrays.sort(each);
      narrow.add(middle(each, Projection.NARROW));
      wide.add(middle(each, Projection.WIDE));
    }
    Arrays.sort(sums);
    return new Projection(
        name(), point, narrow, wide, Sums.sum(point), middle(sums, Projection.WIDE));
  }

  private static Interval middle(double[] sorted, double level) {
    return new Interval(
        Sums.quantile(sorted, (1 - level) / 2), Sums.quantile(sorted, (1 + level) / 2));
  }
}
