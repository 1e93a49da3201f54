package dev.tutti.skill.release;

import dev.tutti.skill.api.CanaryMetric;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
 * @param history evidence over all windows of the trial, the earliest first
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
    List<MetricComparison> measures,
    List<EvidencePoint> history) {

  /**
   * One measure.
   *
   * @param seen what was seen of both, in words
   * @param evidence how far it is on the way to a rollback: 1 and more condemns the version once
   *     both have been executed often enough
   */
  public record MetricComparison(CanaryMetric metric, String seen, double evidence) {}

  /**
   * Evidence at a time, as {@link MetricComparison} has it.
   *
   * @param window in which it was seen
   */
  public record EvidencePoint(Instant at, long window, Map<CanaryMetric, Double> evidence) {
    /** Copies the map. */
    public EvidencePoint {
      evidence = Map.copyOf(evidence);
    }

    /** Both as one point at the later time, with the greater evidence of each measure. */
    EvidencePoint and(EvidencePoint later) {
      var greatest = new EnumMap<CanaryMetric, Double>(CanaryMetric.class);
      greatest.putAll(evidence);
      later.evidence.forEach((metric, value) -> greatest.merge(metric, value, Double::max));
      return new EvidencePoint(later.at, later.window, greatest);
    }
  }
}
