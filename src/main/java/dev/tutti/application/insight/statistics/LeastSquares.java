package dev.tutti.application.insight.statistics;

/**
 * Straight line through points by ordinary least squares.
 *
 * @param n number of points, at least 3
 * @param slopeError standard error of the slope
 * @param residualError standard error of the residuals, with {@code n - 2} degrees of freedom
 * @param r2 share of the variance that the line explains
 * @param meanX mean of the places
 * @param spreadX sum of the squared distances of the places from their mean
 */
public record LeastSquares(
    int n,
    double slope,
    double intercept,
    double slopeError,
    double residualError,
    double r2,
    double meanX,
    double spreadX) {

  /** Fewest points through which a line has an error. */
  public static final int FEWEST = 3;

  /** Interval of a value. */
  public record Interval(double low, double high) {}

  /** Line through points. */
  public static LeastSquares through(double[] x, double[] y) {
    int n = x.length;
    if (n < FEWEST || y.length != n) {
      throw new IllegalArgumentException(
          "points: " + n + " and " + y.length + " (expected: as many of both, at least 3)");
    }
    double meanX = Sums.mean(x);
    double meanY = Sums.mean(y);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    double slope = xy / xx;
    double intercept = meanY - slope * meanX;
    double rest = 0;
    for (int i = 0; i < n; i++) {
      double off = y[i] - meanY - slope * (x[i] - meanX);
      rest += off * off;
    }
    double error = StrictMath.sqrt(rest / (n - 2));
    double r2 = yy == 0 ? Double.NaN : 1 - rest / yy;
    return new LeastSquares(n, slope, intercept, error / StrictMath.sqrt(xx), error, r2, meanX, xx);
  }

  /** Line through values at 1, 2, 3 and so on. */
  public static LeastSquares through(double[] y) {
    return through(Sums.places(y.length), y);
  }

  /** Share of the variance that the line explains, less what chance explains. */
  public double adjustedR2() {
    return 1 - (1 - r2) * (n - 1) / (n - 2);
  }

  /** Slope divided by its standard error. */
  public double t() {
    return slopeError == 0
        ? (slope == 0 ? Double.NaN : Math.copySign(Double.POSITIVE_INFINITY, slope))
        : slope / slopeError;
  }

  /** Probability of such a slope, or a steeper one, where there is none. */
  public double p() {
    return TailProbability.student(t(), n - 2);
  }

  /** Interval that holds the slope at a level of confidence. */
  public Interval slopeInterval(double level) {
    return around(slope, quantile(level) * slopeError);
  }

  /** Value of the line. */
  public double at(double x) {
    return intercept + slope * x;
  }

  /** Standard error of a single new value. */
  public double predictionError(double x) {
    double off = x - meanX;
    return residualError * StrictMath.sqrt(1 + 1.0 / n + off * off / spreadX);
  }

  /** Interval that holds a single new value at a level of confidence. */
  public Interval prediction(double x, double level) {
    return around(at(x), quantile(level) * predictionError(x));
  }

  /** Interval that holds the sum of new values at several places, whose errors go together. */
  public Interval sum(double[] places, double level) {
    double sum = 0;
    double off = 0;
    for (double x : places) {
      sum += at(x);
      off += x - meanX;
    }
    double count = places.length;
    double error = residualError * StrictMath.sqrt(count + count * count / n + off * off / spreadX);
    return around(sum, quantile(level) * error);
  }

  private double quantile(double level) {
    return TailProbability.studentQuantile(level, n - 2);
  }

  private static Interval around(double middle, double half) {
    return new Interval(middle - half, middle + half);
  }
}
