package dev.tutti.report;

/** Way in which the values of adjacent spans make the value of all of them. */
public enum Additivity {
  /** It is their sum. */
  SUM,
  /** It is their mean, weighted by the number of calls or attempts of each. */
  MEAN,
  /** They do not say it: percentiles and the like. */
  NONE
}
