package dev.tutti.application.decision.scoring;

/**
 * Criterion of a decision.
 *
 * @param weight share of all weights
 * @param cost whether less is better
 * @param scored whether values are scores from 0 to 10 already
 */
public record WeightedCriterion(String name, double weight, boolean cost, boolean scored) {

  WeightedCriterion weighing(double other) {
    return new WeightedCriterion(name, other, cost, scored);
  }
}
