package dev.tutti.application.insight.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Growth of a series in each of its meanings. A figure whose base is not positive is NaN and named:
 * a rate of growth of a loss has no meaning.
 *
 * @param total last value against the first
 * @param compound constant growth from place to place that leads from the first value to the last
 * @param meanPeriod mean of the growths from place to place
 * @param lastPeriod last value against the one before
 * @param lastYear last value against that of a cycle before
 * @param notMeaningful names of the figures whose base is not positive
 * @param pairs places of the later value of each pair whose base is not positive
 */
public record GrowthFigures(
    double total,
    double compound,
    double meanPeriod,
    double lastPeriod,
    double lastYear,
    List<String> notMeaningful,
    List<Integer> pairs) {

  /** How each figure is computed. */
  public static final String FORMULA =
      "total=last/first-1; cmgr=(last/first)^(1/(n-1))-1; mean_period=mean(v[i]/v[i-1]-1);"
          + " last_yoy=v[n]/v[n-m]-1; base <= 0 -> not_meaningful";

  public GrowthFigures {
    notMeaningful = List.copyOf(notMeaningful);
    pairs = List.copyOf(pairs);
  }

  /**
   * Growth of values at increasing whole places.
   *
   * @param cycle places to the same season a cycle before; 1 where there are no seasons
   */
  public static GrowthFigures of(double[] places, double[] values, int cycle) {
    int n = values.length;
    List<String> senseless = new ArrayList<>();
    List<Integer> pairs = new ArrayList<>();
    double first = values[0];
    double last = values[n - 1];
    double total = rate(first, last, "total", senseless);
    double span = places[n - 1] - places[0];
    double compound = Double.NaN;
    if (first > 0 && last > 0 && span > 0) {
      compound = StrictMath.pow(last / first, 1 / span) - 1;
    } else {
      senseless.add("cmgr");
    }
    double mean = meanPeriod(places, values, senseless, pairs);
    boolean follows = n > 1 && places[n - 1] - places[n - 2] <= 1;
    double lastPeriod = follows ? rate(values[n - 2], last, "last_period", senseless) : Double.NaN;
    return new GrowthFigures(
        total,
        compound,
        mean,
        lastPeriod,
        lastYear(places, values, cycle, senseless),
        senseless,
        pairs);
  }

  private static double meanPeriod(
      double[] places, double[] values, List<String> senseless, List<Integer> pairs) {
    double sum = 0;
    int count = 0;
    for (int i = 1; i < values.length; i++) {
      if (places[i] - places[i - 1] > 1) {
        continue;
      }
      if (values[i - 1] > 0) {
        sum += values[i] / values[i - 1] - 1;
        count++;
      } else {
        pairs.add(i);
      }
    }
    if (!pairs.isEmpty()) {
      senseless.add("mean_period");
    }
    return pairs.isEmpty() && count > 0 ? sum / count : Double.NaN;
  }

  private static double lastYear(
      double[] places, double[] values, int cycle, List<String> senseless) {
    int n = values.length;
    for (int i = n - 2; cycle > 1 && i >= 0; i--) {
      if (places[n - 1] - places[i] == cycle) {
        return rate(values[i], values[n - 1], "last_yoy", senseless);
      }
    }
    return Double.NaN;
  }

  private static double rate(double base, double value, String name, List<String> senseless) {
    if (base > 0) {
      return value / base - 1;
    }
    senseless.add(name);
    return Double.NaN;
  }

  /** Change against a base; NaN where the base is not positive. */
  public static double change(double base, double value) {
    return base > 0 ? value / base - 1 : Double.NaN;
  }
}
