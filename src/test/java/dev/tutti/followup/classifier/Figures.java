package dev.tutti.followup.classifier;

import dev.tutti.followup.FollowUpSettings;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Figures of predictions. */
final class Figures {
  static final double THRESHOLD = FollowUpSettings.DEFAULT.threshold();
  private static final double RECALL = .98;
  private static final int BINS = 10;

  private Figures() {}

  /** The share of predictions that are right. */
  static double accuracy(List<Prediction> predictions) {
    return share(predictions, THRESHOLD);
  }

  private static double share(List<Prediction> predictions, double threshold) {
    return (double) predictions.stream().filter(each -> each.isRight(threshold)).count()
        / predictions.size();
  }

  /** The mean of the accuracies of all sources. */
  static double macro(List<Prediction> predictions) {
    return macro(predictions, THRESHOLD);
  }

  static double macro(List<Prediction> predictions, double threshold) {
    return by(predictions, LabelledTurn::source).values().stream()
        .mapToDouble(each -> share(each, threshold))
        .average()
        .orElse(Double.NaN);
  }

  /** Predictions by something of their turns, in the order of its names. */
  static SortedMap<String, List<Prediction>> by(
      List<Prediction> predictions, Function<LabelledTurn, String> key) {
    return predictions.stream()
        .collect(
            Collectors.groupingBy(
                each -> key.apply(each.turn()), TreeMap::new, Collectors.toList()));
  }

  /** The share of follow-ups that are found. */
  static double recall(List<Prediction> predictions, double threshold) {
    return share(predictions.stream().filter(each -> each.turn().isFollowUp()).toList(), threshold);
  }

  /** The share of other turns that are found. */
  static double specificity(List<Prediction> predictions, double threshold) {
    return share(
        predictions.stream().filter(each -> !each.turn().isFollowUp()).toList(), threshold);
  }

  /** The share of other turns that are found where 98 % of the follow-ups are. */
  static double specificityAtRecall(List<Prediction> predictions) {
    var followUps =
        predictions.stream()
            .filter(each -> each.turn().isFollowUp())
            .map(Prediction::probability)
            .sorted()
            .toList();
    if (followUps.isEmpty()) {
      return Double.NaN;
    }
    double threshold = followUps.get((int) Math.floor((1 - RECALL) * followUps.size()));
    return share(
        predictions.stream().filter(each -> !each.turn().isFollowUp()).toList(), threshold);
  }

  /** Expected calibration error over ten bins of equal width. */
  static double calibrationError(List<Prediction> predictions) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int now = bin;
      var inside =
          predictions.stream()
              .filter(each -> Math.min(BINS - 1, (int) (each.probability() * BINS)) == now)
              .toList();
      double foretold = inside.stream().mapToDouble(Prediction::probability).sum();
      double followUps = inside.stream().filter(each -> each.turn().isFollowUp()).count();
      sum += Math.abs(foretold - followUps);
    }
    return sum / predictions.size();
  }

  /** The share of other turns whose topic, new or the same, is told rightly; where it is known. */
  static double topics(List<Prediction> predictions) {
    return predictions.stream()
        .filter(each -> !each.turn().isFollowUp() && each.turn().newTopic().isPresent())
        .mapToInt(each -> each.turn().newTopic().orElseThrow() == each.newTopic() ? 1 : 0)
        .average()
        .orElse(Double.NaN);
  }

  /** The share of predictions within a band around the threshold. */
  static double unsure(List<Prediction> predictions, double band) {
    return (double)
            predictions.stream()
                .filter(each -> Math.abs(each.probability() - THRESHOLD) < band)
                .count()
        / predictions.size();
  }
}
