package dev.tutti.selection.quality;

/**
 * Outcome as it is learned from.
 *
 * @param score from 0 to 1
 * @param weight how much it counts, more than 0
 */
record Observation(PromptVector prompt, String model, double score, double weight) {
  /** The same with another share of its weight. */
  Observation weighted(double share) {
    return new Observation(prompt, model, score, weight * share);
  }
}
