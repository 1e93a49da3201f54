package dev.tutti.gateway.comparison;

/** Interval in which a true value is. */
record Interval(double low, double high) {

  /** The same around a value. */
  static Interval around(double value, double spread) {
    return new Interval(value - spread, value + spread);
  }
}
