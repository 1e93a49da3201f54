package dev.tutti.followup.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Fits the curves from scores to probabilities on scores of turns that the model had not seen. */
final class PlattScaling {
  private static final double PENALTY = 1e-6;
  private static final int ITERATIONS = 100;

  private PlattScaling() {}

  /** The curves of both languages; sources count alike. */
  static Calibration fit(List<Score> scores) {
    return new Calibration(
        curve(scores.stream().filter(each -> !each.isChinese()).toList()),
        curve(scores.stream().filter(Score::isChinese).toList()));
  }

  private static Calibration.Curve curve(List<Score> scores) {
    if (scores.isEmpty()) {
      return Calibration.Curve.EVEN;
    }
    Map<String, Long> sizes =
        scores.stream()
            .collect(Collectors.groupingBy(each -> each.turn().source(), Collectors.counting()));
    var rows = new ArrayList<LogisticRegression.Row>();
    for (var each : scores) {
      double weight = 1_000.0 / sizes.getOrDefault(each.turn().source(), 1L);
      rows.add(
          new LogisticRegression.Row(
              new double[] {each.scores().linear(), each.scores().trees()},
              new int[0],
              each.turn().isFollowUp(),
              weight));
    }
    var fitted =
        new LogisticRegression(rows, new double[] {PENALTY, PENALTY, PENALTY}, ITERATIONS).fit();
    return new Calibration.Curve(fitted[0], fitted[1], fitted[2]);
  }
}
