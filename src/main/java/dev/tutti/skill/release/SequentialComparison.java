package dev.tutti.skill.release;

import java.util.List;

/**
 * Test of whether a version on trial is worse than its baseline, by observations of both, one after
 * the other. The evidence may be looked at after every execution: under the hypothesis that the
 * version is not worse than allowed it ever exceeds {@code 1/a} with a probability of at most
 * {@code a} (Ville's inequality). Not thread-safe.
 */
sealed interface SequentialComparison permits RateComparison, MeanComparison {
  /** The number of executions of the baseline. */
  long baselines();

  /** The number of executions of the version on trial. */
  long trials();

  /** The natural logarithm of the evidence that the version is worse than allowed. */
  double evidence();

  /** The numbers that it goes on from after a restart. */
  List<Double> numbers();

  /** The findings in words, for people. */
  String words();
}
