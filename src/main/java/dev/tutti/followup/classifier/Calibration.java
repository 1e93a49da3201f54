package dev.tutti.followup.classifier;

/**
 * Probabilities of scores by Platt's method (Platt 1999, "Probabilistic Outputs for Support Vector
 * Machines"): a logistic curve for each language, fitted on turns that the model had not seen.
 *
 * @param english curve for messages that are not Chinese
 * @param chinese curve for messages in Chinese
 */
record Calibration(Curve english, Curve chinese) {
  /** Scores as they are. */
  static final Calibration NONE = new Calibration(Curve.LOGISTIC, Curve.LOGISTIC);

  /** The probability of a score, 0 to 1. */
  double probability(double score, boolean isChinese) {
    return (isChinese ? chinese : english).probability(score);
  }

  /** Logistic curve. */
  record Curve(double slope, double offset) {
    /** The logistic function itself. */
    static final Curve LOGISTIC = new Curve(1, 0);

    /** The probability of a score, 0 to 1. */
    double probability(double score) {
      return 1 / (1 + Math.exp(-(slope * score + offset)));
    }
  }
}
