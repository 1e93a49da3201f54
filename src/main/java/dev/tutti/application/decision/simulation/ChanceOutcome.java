package dev.tutti.application.decision.simulation;

import java.util.List;

/** Outcome of an option, and how likely it is. */
public record ChanceOutcome(double probability, double value) {

  /** Sum of the probabilities, which should be 1. */
  public static double sum(List<ChanceOutcome> outcomes) {
    return outcomes.stream().mapToDouble(ChanceOutcome::probability).sum();
  }

  /** Expected value. */
  public static double mean(List<ChanceOutcome> outcomes) {
    return outcomes.stream().mapToDouble(each -> each.probability * each.value).sum();
  }

  /** Standard deviation. */
  public static double sd(List<ChanceOutcome> outcomes) {
    double mean = mean(outcomes);
    return Math.sqrt(
        outcomes.stream()
            .mapToDouble(each -> each.probability * (each.value - mean) * (each.value - mean))
            .sum());
  }

  /** Probability of a value below zero. */
  public static double loss(List<ChanceOutcome> outcomes) {
    return outcomes.stream()
        .filter(each -> each.value < 0)
        .mapToDouble(ChanceOutcome::probability)
        .sum();
  }
}
