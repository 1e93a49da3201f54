package dev.tutti.skill.release;

import dev.tutti.skill.api.CanaryMetric;
import java.time.Instant;
import java.util.List;

/**
 * Report of a trial so far, for operators.
 *
 * @param version the revision on trial
 * @param baseline the revision that it is compared with
 * @param share how many of a hundred callers the version gets
 * @param window which window of the trial this is, from 1
 * @param began when the window began
 * @param ends when it ends, if there are enough executions by then
 * @param baselineExecutions executions of the baseline in this window
 * @param executions executions of the version in this window
 * @param measures what is compared
 */
public record TrialReport(
    String version,
    String baseline,
    double share,
    long window,
    Instant began,
    Instant ends,
    long baselineExecutions,
    long executions,
    List<MetricComparison> measures) {

  /**
   * One measure.
   *
   * @param seen what was seen of both, in words
   * @param evidence how far it is on the way to a rollback: 1 and more condemns the version once
   *     both have been executed often enough
   */
  public record MetricComparison(CanaryMetric metric, String seen, double evidence) {}
}
