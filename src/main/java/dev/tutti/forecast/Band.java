package dev.tutti.forecast;

/**
 * Value with a band that holds 80 % of what may come.
 *
 * @param low one of ten is below
 * @param high one of ten is above
 */
public record Band(double low, double value, double high) {
  private static final double TENTH = 0.1;

  /** Band of some outcomes around an expected one. */
  static Band of(double expected, double[] outcomes) {
    double low = Robust.quantile(outcomes, TENTH);
    double high = Robust.quantile(outcomes, 1 - TENTH);
    return new Band(Math.min(low, expected), expected, Math.max(high, expected));
  }

  /** The same with something added that is sure. */
  public Band plus(double sure) {
    return new Band(low + sure, value + sure, high + sure);
  }

  /** Whether it holds a value. */
  boolean holds(double seen) {
    return low <= seen && seen <= high;
  }
}
