package dev.tutti.forecast;

import java.util.random.RandomGenerator;

/** Model in which the mean of all days goes on. */
final class RunRate implements DayModel {
  private final double mean;

  /** Days in relation to the mean. */
  private final double[] ratios;

  private RunRate(double mean, double[] ratios) {
    this.mean = mean;
    this.ratios = ratios;
  }

  static RunRate of(DailySeries series) {
    double mean = series.amounts().stream().mapToDouble(each -> each).average().orElse(0);
    var ratios =
        series.amounts().stream().mapToDouble(each -> mean == 0 ? 1 : each / mean).toArray();
    return new RunRate(mean, ratios);
  }

  @Override
  public ForecastMethod method() {
    return ForecastMethod.RUN_RATE;
  }

  @Override
  public double expected(int ahead) {
    return mean;
  }

  /** The mean itself is uncertain, as it is one of so few days. */
  @Override
  public double[] path(int days, RandomGenerator random) {
    double level = 0;
    for (int i = 0; i < ratios.length; i++) {
      level += ratios[random.nextInt(ratios.length)] / ratios.length;
    }
    var path = new double[days];
    for (int i = 0; i < days; i++) {
      path[i] = mean * level * ratios[random.nextInt(ratios.length)];
    }
    return path;
  }
}
