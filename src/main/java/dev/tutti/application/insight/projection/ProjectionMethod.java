package dev.tutti.application.insight.projection;

import java.util.List;

/** Method of going on with a series. Without state. */
interface ProjectionMethod {

  /** Name in answers. */
  String name();

  /** Fewest values from which it goes on. */
  int fewest();

  /** Whether it has parameters that are fitted, so that it must win clearly to be chosen. */
  boolean fitted();

  /**
   * Forecast of each value from those before it, NaN before a place.
   *
   * @param from index of the first value that is forecast, at least {@link #fewest()}
   */
  double[] steps(double[] values, int from);

  /**
   * Values to come, with intervals.
   *
   * @param seed of the draws that some intervals are made of
   */
  Projection project(double[] values, int horizon, long seed);

  /** All methods for a cycle of seasons, the plain ones first. */
  static List<ProjectionMethod> all(int cycle) {
    List<ProjectionMethod> plain =
        List.of(
            new PlainMethod(PlainMethod.Kind.NAIVE, 1),
            new PlainMethod(PlainMethod.Kind.MEAN, 1),
            new PlainMethod(PlainMethod.Kind.DRIFT, 1),
            new LineMethod());
    return cycle < 2
        ? List.of(
            plain.get(0),
            plain.get(1),
            plain.get(2),
            plain.get(3),
            new SmoothedMethod(SmoothingModel.DAMPED_TREND, 1),
            new SmoothedMethod(SmoothingModel.THETA, 1))
        : List.of(
            plain.get(0),
            plain.get(1),
            plain.get(2),
            plain.get(3),
            new PlainMethod(PlainMethod.Kind.SEASONAL_NAIVE, cycle),
            new SmoothedMethod(SmoothingModel.DAMPED_TREND, cycle),
            new SmoothedMethod(SmoothingModel.THETA, cycle),
            new SmoothedMethod(SmoothingModel.SEASONAL, cycle));
  }
}
