package dev.tutti.application.insight.projection;

/**
 * Weights of a smoothing model, found from several starts by steps along each weight that are
 * halved where none helps (Hooke and Jeeves). The weights of trend and season are searched as
 * shares of what is admitted beside that of the level: a trend moves no faster than its level.
 *
 * @param weights that were found
 * @param state after the last value
 * @param errors of each step within the sample, without those of the first values
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
record SmoothingFit(double[] weights, SmoothingState state, double[] errors) {
  private static final double[][] STARTS = {
    {0.1, 0.1, 0.1}, {0.3, 0.1, 0.3}, {0.6, 0.1, 0.1}, {0.9, 0.1, 0.5}, {0.1, 0.9, 0.8}
  };
  private static final double LEAST = 0.0001;
  private static final double MOST = 0.9999;
  private static final double LEAST_FADING = 0.8;
  private static final double MOST_FADING = 0.98;
  private static final double FIRST_STEP = 0.2;
  private static final double LAST_STEP = 0.002;

  /** Fit of more values that begins with the weights of an earlier one. */
  SmoothingFit goingOn(double[] values, SmoothingModel model, int cycle) {
    boolean ratios = ratios(values, model);
    double[] found = searched(values, model, weights, cycle, ratios);
    return fitted(values, model, found, cycle, ratios);
  }

  private static boolean ratios(double[] values, SmoothingModel model) {
    boolean ratios = model == SmoothingModel.SEASONAL;
    for (double each : values) {
      ratios &= each > 0;
    }
    return ratios;
  }

  static SmoothingFit of(double[] values, SmoothingModel model, int cycle) {
    boolean ratios = ratios(values, model);
    double[] best = STARTS[0];
    double least = Double.POSITIVE_INFINITY;
    for (double[] start : STARTS) {
      double[] weights = start.clone();
      if (model == SmoothingModel.DAMPED_TREND) {
        weights[2] = 0.95;
      }
      double[] found = searched(values, model, weights, cycle, ratios);
      double error = squares(values, model, found, cycle, ratios);
      if (error < least) {
        least = error;
        best = found;
      }
    }
    return fitted(values, model, best, cycle, ratios);
  }

  private static double[] searched(
      double[] values, SmoothingModel model, double[] start, int cycle, boolean ratios) {
    double[] best = start.clone();
    double least = squares(values, model, best, cycle, ratios);
    double step = FIRST_STEP;
    while (step >= LAST_STEP) {
      boolean better = false;
      for (int i = 0; i < 2 * model.parameters(); i++) {
        double[] tried = best.clone();
        int which = i / 2;
        boolean fading = model == SmoothingModel.DAMPED_TREND && which == 2;
        tried[which] =
            Math.clamp(
                tried[which] + (i % 2 == 0 ? step : -step),
                fading ? LEAST_FADING : LEAST,
                fading ? MOST_FADING : MOST);
        double error = squares(values, model, tried, cycle, ratios);
        if (error < least) {
          least = error;
          best = tried;
          better = true;
        }
      }
      step = better ? step : step / 2;
    }
    return best;
  }

  private static double squares(
      double[] values, SmoothingModel model, double[] weights, int cycle, boolean ratios) {
    var state = SmoothingState.before(values, model, weights, cycle, ratios);
    double sum = 0;
    for (double each : values) {
      double off = each - state.next();
      sum += off * off;
      state.take(each);
    }
    return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
  }

  private static SmoothingFit fitted(
      double[] values, SmoothingModel model, double[] weights, int cycle, boolean ratios) {
    var state = SmoothingState.before(values, model, weights, cycle, ratios);
    double[] errors = new double[values.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = values[i] - state.next();
      state.take(values[i]);
    }
    return new SmoothingFit(weights, state, errors);
  }
}
