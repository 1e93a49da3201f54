package dev.tutti.followup.classifier;

/**
 * Score of a turn by a model that had not seen it.
 *
 * @param certain whether the rules say that it is a follow-up
 * @param newTopic whether it would begin another topic, if it is no follow-up
 */
record Score(LabelledTurn turn, ModelScores scores, boolean certain, boolean newTopic) {
  private static final double CERTAIN = .99;

  boolean isChinese() {
    return turn.language().equals("zh");
  }

  /** What is foretold with curves. */
  Prediction calibrated(Calibration calibration) {
    return new Prediction(
        turn, certain ? CERTAIN : calibration.probability(scores, isChinese()), newTopic);
  }
}
