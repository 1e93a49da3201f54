package dev.tutti.application.insight.projection;

import dev.tutti.application.insight.statistics.LeastSquares.Interval;
import dev.tutti.application.insight.statistics.Sums;
import dev.tutti.application.insight.statistics.TailProbability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Methods without parameters: the last value, the mean, the last value and the mean step, the value
 * of a cycle before. Their intervals are those of Hyndman and Athanasopoulos (Forecasting, 5.5),
 * with Student's t as the deviation is an estimate.
 */
record PlainMethod(Kind kind, int cycle) implements ProjectionMethod {

  /** What is gone on with. */
  enum Kind {
    NAIVE,
    MEAN,
    DRIFT,
    SEASONAL_NAIVE
  }

  @Override
  public String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int fewest() {
    return switch (kind) {
      case NAIVE, MEAN -> 1;
      case DRIFT -> 2;
      case SEASONAL_NAIVE -> cycle;
    };
  }

  @Override
  public boolean fitted() {
    return false;
  }

  @Override
  public double[] steps(double[] values, int from) {
    double[] steps = new double[values.length];
    Arrays.fill(steps, Double.NaN);
    double sum = 0;
    for (int t = 0; t < values.length; t++) {
      if (t >= from) {
        steps[t] = next(values, t, 1, sum);
      }
      sum += values[t];
    }
    return steps;
  }

  /** Value so many steps after the first n ones. */
  private double next(double[] values, int n, int step, double sum) {
    return switch (kind) {
      case NAIVE -> values[n - 1];
      case MEAN -> sum / n;
      case DRIFT -> values[n - 1] + step * (values[n - 1] - values[0]) / (n - 1);
      case SEASONAL_NAIVE -> values[n - cycle + (step - 1) % cycle];
    };
  }

  @Override
  public Projection project(double[] values, int horizon, long seed) {
    int n = values.length;
    double all = Sums.sum(values);
    double[] point = new double[horizon];
    for (int h = 1; h <= horizon; h++) {
      point[h - 1] = next(values, n, h, all);
    }
    double[] off = errors(values);
    double squares = 0;
    for (double each : off) {
      squares += each * each;
    }
    int freedom = Math.max(1, off.length - (kind == Kind.DRIFT || kind == Kind.MEAN ? 1 : 0));
    double deviation = off.length == 0 ? Double.NaN : StrictMath.sqrt(squares / freedom);
    double narrow = TailProbability.studentQuantile(Projection.NARROW, freedom);
    double wide = TailProbability.studentQuantile(Projection.WIDE, freedom);
    List<Interval> narrowOnes = new ArrayList<>();
    List<Interval> wideOnes = new ArrayList<>();
    for (int h = 1; h <= horizon; h++) {
      double error = deviation * StrictMath.sqrt(variance(h, n));
      narrowOnes.add(around(point[h - 1], narrow * error));
      wideOnes.add(around(point[h - 1], wide * error));
    }
    double sum = Sums.sum(point);
    double sumError = deviation * StrictMath.sqrt(sumVariance(horizon, n));
    return new Projection(name(), point, narrowOnes, wideOnes, sum, around(sum, wide * sumError));
  }

  /** Errors within the sample. */
  private double[] errors(double[] values) {
    int n = values.length;
    int from = fewest();
    double mean = Sums.mean(values);
    double step = n < 2 ? 0 : (values[n - 1] - values[0]) / (n - 1);
    double[] errors = new double[kind == Kind.MEAN ? n : Math.max(0, n - Math.min(from, cycle))];
    for (int i = 0; i < errors.length; i++) {
      errors[i] =
          switch (kind) {
            case MEAN -> values[i] - mean;
            case NAIVE, SEASONAL_NAIVE -> values[i + cycle] - values[i];
            case DRIFT -> values[i + 1] - values[i] - step;
          };
    }
    return errors;
  }

  private double variance(int h, int n) {
    return switch (kind) {
      case NAIVE -> h;
      case MEAN -> 1 + 1.0 / n;
      case DRIFT -> h * (1 + h / (n - 1.0));
      case SEASONAL_NAIVE -> Math.floorDiv(h - 1, cycle) + 1;
    };
  }

  /** Variance of the sum: what the errors have in common counts as often as it comes. */
  private double sumVariance(int horizon, int n) {
    double all = 0;
    for (int i = 1; i <= horizon; i++) {
      for (int j = 1; j <= horizon; j++) {
        all += covariance(i, j, n);
      }
    }
    return all;
  }

  private double covariance(int i, int j, int n) {
    int earlier = Math.min(i, j);
    return switch (kind) {
      case NAIVE -> earlier;
      case MEAN -> (i == j ? 1 : 0) + 1.0 / n;
      case DRIFT -> earlier + (double) i * j / (n - 1.0);
      case SEASONAL_NAIVE -> (i - j) % cycle == 0 ? Math.floorDiv(earlier - 1, cycle) + 1 : 0;
    };
  }

  private static Interval around(double middle, double half) {
    return new Interval(middle - half, middle + half);
  }
}
