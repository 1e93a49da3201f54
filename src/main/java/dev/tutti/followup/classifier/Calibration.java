package dev.tutti.followup.classifier;

/**
 * Probability of a score by Platt's method (Platt 1999, "Probabilistic Outputs for Support Vector
 * Machines"): a logistic curve that was fitted on sources that the model had not seen.
 *
 * @param slope of the curve
 * @param offset of the curve
 */
record Calibration(double slope, double offset) {
  /** The score as it is. */
  static final Calibration NONE = new Calibration(1, 0);

  /** The probability, 0 to 1. */
  double probability(double score) {
    return 1 / (1 + Math.exp(-(slope * score + offset)));
  }
}
