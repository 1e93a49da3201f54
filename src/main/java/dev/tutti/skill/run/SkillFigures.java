package dev.tutti.skill.run;

import dev.tutti.ledger.Cost;
import dev.tutti.skill.run.SkillRecords.ExecutionRecord;
import java.time.Duration;
import java.util.List;

/**
 * Statistics of the latest executions of a version.
 *
 * @param executions how many
 * @param failed those that failed for no fault of their callers
 * @param invalid those whose answer was not what it must be
 * @param degraded those that ended with the fallback text
 * @param followUps those that told the lighter prompt
 * @param tokens on average
 * @param saved tokens that the lighter prompt has saved, in all
 * @param cost on average, of those that models have answered at known prices; unknown when there
 *     are none
 */
public record SkillFigures(
    long executions,
    long failed,
    long invalid,
    long degraded,
    long followUps,
    Duration p50,
    Duration p95,
    Duration p99,
    double tokens,
    long saved,
    Cost cost) {

  /** Of no execution. */
  public static final SkillFigures NONE = of(List.of());

  public static SkillFigures of(List<ExecutionRecord> all) {
    var times = all.stream().map(ExecutionRecord::time).sorted().toList();
    return new SkillFigures(
        all.size(),
        all.stream().filter(ExecutionRecord::failed).count(),
        all.stream().filter(ExecutionRecord::invalid).count(),
        all.stream().filter(ExecutionRecord::degraded).count(),
        all.stream().filter(ExecutionRecord::followUp).count(),
        quantile(times, 0.5),
        quantile(times, 0.95),
        quantile(times, 0.99),
        all.stream().mapToLong(ExecutionRecord::tokens).average().orElse(0),
        all.stream().mapToLong(ExecutionRecord::saved).sum(),
        cost(all));
  }

  private static Cost cost(List<ExecutionRecord> all) {
    var nanos =
        all.stream()
            .map(ExecutionRecord::cost)
            .filter(Cost.Known.class::isInstance)
            .mapToLong(cost -> ((Cost.Known) cost).nanoDollars())
            .average();
    return nanos.isPresent() ? new Cost.Known(Math.round(nanos.getAsDouble())) : Cost.UNKNOWN;
  }

  /** The nearest rank. */
  private static Duration quantile(List<Duration> sorted, double share) {
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /** The share that had an answer of a model, 1 when there are none. */
  public double successRate() {
    return executions == 0 ? 1 : 1 - (double) (failed + degraded) / executions;
  }
}
