package dev.tutti.followup.classifier;

/**
 * Probabilities of scores: for each language a logistic regression over the scores of both models,
 * fitted on turns that these had not seen (Platt 1999, "Probabilistic Outputs for Support Vector
 * Machines"; Wolpert 1992, "Stacked Generalization").
 *
 * @param english curve for messages that are not Chinese
 * @param chinese curve for messages in Chinese
 */
record Calibration(Curve english, Curve chinese) {
  /** Both models alike. */
  static final Calibration NONE = new Calibration(Curve.EVEN, Curve.EVEN);

  /** The probability of scores, 0 to 1. */
  double probability(ModelScores scores, boolean isChinese) {
    return (isChinese ? chinese : english).probability(scores);
  }

  /** The logistic function. */
  static double logistic(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  /**
   * Weights of the scores.
   *
   * @param linear of the weighted sum's score
   * @param trees of the trees' score
   * @param offset added to both
   */
  record Curve(double linear, double trees, double offset) {
    /** The mean of both scores. */
    static final Curve EVEN = new Curve(.5, .5, 0);

    /** The probability of scores, 0 to 1. */
    double probability(ModelScores scores) {
      return logistic(linear * scores.linear() + trees * scores.trees() + offset);
    }
  }
}
