package dev.tutti.application.insight.projection;

import dev.tutti.application.insight.statistics.LeastSquares;
import dev.tutti.application.insight.statistics.TailProbability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Choice among methods for one series. The method with the smallest mean error of one step is
 * taken. One with fitted parameters must be better than the best plain one by a twentieth, and any
 * must be better than the last value repeated.
 */
public final class Projector {
  /** Fewest values from which anything is forecast. */
  public static final int FEWEST = 4;

  /** Beyond so many values smoothing is not tried, as its fits take too long. */
  private static final int MOST_FITTED = 1_000;

  private static final double CLEARLY = 0.95;
  private static final int FEWEST_ERRORS = 5;
  private static final int MOST_FREEDOM = 60;

  private final double[] values;
  private final int cycle;
  private final int minimum;
  private final List<ProjectionMethod> methods = new ArrayList<>();
  private final Map<String, double[]> steps = new LinkedHashMap<>();

  /**
   * Projector of values without gaps.
   *
   * @param minimum values before the first forecast of the backtest
   */
  public Projector(double[] values, int cycle, int minimum) {
    if (values.length < FEWEST || minimum < LeastSquares.FEWEST || minimum >= values.length) {
      throw new IllegalArgumentException(
          "min_train: %d of %d values (expected: %d to one less than there are)"
              .formatted(minimum, values.length, LeastSquares.FEWEST));
    }
    this.values = values.clone();
    this.cycle = cycle;
    this.minimum = minimum;
    for (ProjectionMethod each : ProjectionMethod.all(cycle)) {
      boolean tried = !each.fitted() || values.length <= MOST_FITTED;
      if (tried && each.fewest() <= values.length) {
        methods.add(each);
      }
      if (tried && each.fewest() <= minimum) {
        steps.put(each.name(), each.steps(values, minimum));
      }
    }
  }

  /** Values before the first forecast where nobody says otherwise. */
  public static int usualMinimum(int n, int cycle) {
    int usual = cycle > 1 && n >= 3 * cycle ? Math.max(4, 2 * cycle) : 4;
    return Math.min(usual, n - 1);
  }

  /** Errors of the methods that could begin early enough. */
  public BacktestResult backtest() {
    Map<String, Double> errors = new LinkedHashMap<>();
    Map<String, Double> shares = new LinkedHashMap<>();
    steps.forEach(
        (name, forecast) -> {
          errors.put(name, error(forecast, false));
          double share = error(forecast, true);
          if (!Double.isInfinite(share) && !Double.isNaN(share)) {
            shares.put(name, share);
          }
        });
    String plain = best(errors, false);
    String any = best(errors, true);
    boolean clear = errors.getOrDefault(any, 0.0) < CLEARLY * errors.getOrDefault(plain, 0.0);
    String chosen = clear ? any : plain;
    double[] own = coverage(steps.getOrDefault(chosen, new double[0]));
    return new BacktestResult(
        minimum,
        values.length - minimum,
        Collections.unmodifiableMap(errors),
        Collections.unmodifiableMap(shares),
        plain,
        chosen,
        own[1] == 0 ? null : own[0] / own[1],
        (int) own[1]);
  }

  /** Values to come by each method. */
  public List<Projection> projections(int horizon, long seed) {
    return methods.stream().map(each -> each.project(values, horizon, seed)).toList();
  }

  private double error(double[] forecast, boolean share) {
    double sum = 0;
    for (int t = minimum; t < values.length; t++) {
      double off = Math.abs(values[t] - forecast[t]);
      sum += share ? off / Math.abs(values[t]) : off;
    }
    return sum / (values.length - minimum);
  }

  private String best(Map<String, Double> errors, boolean fitted) {
    String best = "naive";
    for (ProjectionMethod each : methods) {
      Double error = errors.get(each.name());
      if (error != null
          && (fitted || !each.fitted())
          && error < errors.getOrDefault(best, Double.POSITIVE_INFINITY)) {
        best = each.name();
      }
    }
    return best;
  }

  /** Values within the interval of the errors before them, and how many could be. */
  private double[] coverage(double[] forecast) {
    double[] quantiles = new double[MOST_FREEDOM + 1];
    for (int freedom = FEWEST_ERRORS; freedom <= MOST_FREEDOM; freedom++) {
      quantiles[freedom] = TailProbability.studentQuantile(Projection.WIDE, freedom);
    }
    double squares = 0;
    int known = 0;
    int within = 0;
    int all = 0;
    for (int t = minimum; t < forecast.length; t++) {
      double off = values[t] - forecast[t];
      if (known >= FEWEST_ERRORS) {
        double half = quantiles[Math.min(known, MOST_FREEDOM)] * StrictMath.sqrt(squares / known);
        within += Math.abs(off) <= half ? 1 : 0;
        all++;
      }
      squares += off * off;
      known++;
    }
    return new double[] {within, all};
  }

  /** Length of a cycle of seasons. */
  public int cycle() {
    return cycle;
  }
}
