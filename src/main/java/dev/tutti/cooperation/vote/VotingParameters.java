package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.answer.AnswerType;

/**
 * Rules of a vote.
 *
 * @param consensusThreshold share of the weights, from 0 to 1, that the winner needs for a
 *     consensus; with 0 the winner always is one
 * @param weightByConfidence whether stated confidences count, too
 * @param includeDissentingViews whether the result has them
 * @param answerType of the answers
 */
public record VotingParameters(
    double consensusThreshold,
    boolean weightByConfidence,
    boolean includeDissentingViews,
    AnswerType answerType) {

  /** Rules that hold where nothing else is said. */
  public static final VotingParameters USUAL =
      new VotingParameters(.6, false, true, AnswerType.AUTO);

  public VotingParameters {
    if (!(consensusThreshold >= 0 && consensusThreshold <= 1)) {
      throw new IllegalArgumentException(
          "consensus_threshold: " + consensusThreshold + " (expected: 0 to 1)");
    }
  }

  /** The same rules for answers of a type. */
  public VotingParameters of(AnswerType type) {
    return new VotingParameters(
        consensusThreshold, weightByConfidence, includeDissentingViews, type);
  }
}
