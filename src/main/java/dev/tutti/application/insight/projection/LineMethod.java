package dev.tutti.application.insight.projection;

import dev.tutti.application.insight.statistics.LeastSquares;
import dev.tutti.application.insight.statistics.LeastSquares.Interval;
import dev.tutti.application.insight.statistics.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Straight line by least squares, with intervals that widen away from the middle of its points. */
record LineMethod() implements ProjectionMethod {

  @Override
  public String name() {
    return "ols";
  }

  @Override
  public int fewest() {
    return LeastSquares.FEWEST;
  }

  @Override
  public boolean fitted() {
    return false;
  }

  @Override
  public double[] steps(double[] values, int from) {
    double[] steps = new double[values.length];
    Arrays.fill(steps, Double.NaN);
    double meanX = 0;
    double meanY = 0;
    double xx = 0;
    double xy = 0;
    for (int t = 0; t < values.length; t++) {
      double x = t + 1.0;
      if (t >= from) {
        steps[t] = meanY + xy / xx * (x - meanX);
      }
      double offX = x - meanX;
      meanX += offX / (t + 1);
      meanY += (values[t] - meanY) / (t + 1);
      xx += offX * (x - meanX);
      xy += offX * (values[t] - meanY);
    }
    return steps;
  }

  @Override
  public Projection project(double[] values, int horizon, long seed) {
    var line = LeastSquares.through(values);
    double[] point = new double[horizon];
    double[] places = new double[horizon];
    List<Interval> narrow = new ArrayList<>();
    List<Interval> wide = new ArrayList<>();
    for (int h = 0; h < horizon; h++) {
      places[h] = values.length + h + 1.0;
      point[h] = line.at(places[h]);
      narrow.add(line.prediction(places[h], Projection.NARROW));
      wide.add(line.prediction(places[h], Projection.WIDE));
    }
    return new Projection(
        name(), point, narrow, wide, Sums.sum(point), line.sum(places, Projection.WIDE));
  }
}
