package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.vote.weight.OutcomeRow;
import dev.tutti.cooperation.vote.weight.WeightSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Vote on a question whose right answer is known.
 *
 * @param row how its answers turned out
 * @param winner whether the winner is right
 * @param majority whether the winner by equal weights is right
 * @param confidence of the winner
 */
record VoteSample(OutcomeRow row, boolean winner, boolean majority, double confidence) {
  /** Counts a vote. */
  static VoteSample of(LabelledQuestion question, OutcomeRow row, WeightSource weights) {
    var result = new VoteCounter(weights).count(question.ballot());
    return new VoteSample(
        row,
        isRight(result, row),
        isRight(VoteCounter.equal().count(question.ballot()), row),
        result.confidence());
  }

  private static boolean isRight(VoteResult result, OutcomeRow row) {
    var leader = result.leader();
    return leader != null
        && IntStream.range(0, row.answers().size())
            .anyMatch(
                each ->
                    row.answers().get(each).isRight()
                        && leader.answer().equals(result.votes().get(each).canonical()));
  }

  /** Share of a model's answers that are right. */
  double right(String model) {
    return row.answers().stream()
        .filter(each -> each.model().equals(model))
        .mapToDouble(each -> each.isRight() ? 1 : 0)
        .average()
        .orElse(0);
  }

  /** Whether any answer is right. */
  boolean anyRight() {
    return row.answers().stream().anyMatch(OutcomeRow.Cell::isRight);
  }

  /** Calibration error: the mean distance of confidence and share of right ones in ten bins. */
  static double calibrationError(List<VoteSample> samples) {
    int bins = 10;
    var confidence = new double[bins];
    var right = new double[bins];
    for (var each : samples) {
      int bin = Math.min(bins - 1, (int) (each.confidence * bins));
      confidence[bin] += each.confidence;
      right[bin] += each.winner ? 1 : 0;
    }
    double error = 0;
    for (int bin = 0; bin < bins; bin++) {
      error += Math.abs(confidence[bin] - right[bin]);
    }
    return samples.isEmpty() ? 0 : error / samples.size();
  }
}
