package dev.tutti.alert.rule;

/** Observation of one group of a rule at one time. */
public sealed interface Observation {

  /**
   * A value.
   *
   * @param value in the measure's unit
   * @param low it is at least this, as far as so few cases can tell; the value itself where nothing
   *     is estimated
   * @param high it is at most this
   * @param cases of how many calls it was made; 0 where it was not made of calls
   */
  record Value(double value, double low, double high, long cases) implements Observation {}

  /**
   * A share of a budget that was used up in a period.
   *
   * @param share 0 and more; 1 is all of it
   * @param period tells the period apart from the one before
   * @param most the budget
   */
  record Share(double share, String period, double most) implements Observation {}

  /**
   * Nothing, or too little.
   *
   * @param cases there were so many
   */
  record Missing(long cases) implements Observation {}

  /** A value that nothing is uncertain about. */
  static Observation of(double value) {
    return new Value(value, value, value, 0);
  }

  /** A value made of so many calls, such as a percentile. */
  static Observation of(double value, long cases) {
    return new Value(value, value, value, cases);
  }

  /** A share of so many calls, with the bounds of {@link Wilson}. */
  static Observation rate(double share, long cases) {
    var bounds = Wilson.of(share, cases);
    return new Value(share, bounds.low(), bounds.high(), cases);
  }

  /** The same, or nothing when it was made of fewer calls than wanted. */
  default Observation ofAtLeast(int cases) {
    return this instanceof Value made && made.cases > 0 && made.cases < cases
        ? new Missing(made.cases)
        : this;
  }
}
