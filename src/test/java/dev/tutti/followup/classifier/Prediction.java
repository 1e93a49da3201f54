package dev.tutti.followup.classifier;

/**
 * Probability that was foretold of a labelled turn.
 *
 * @param newTopic whether it would begin another topic, if it is no follow-up
 */
record Prediction(LabelledTurn turn, double probability, boolean newTopic) {
  boolean isRight(double threshold) {
    return (probability >= threshold) == turn.isFollowUp();
  }
}
