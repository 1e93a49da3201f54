package dev.tutti.selection.quality;

import dev.tutti.selection.quality.EvaluationReport.CurvePoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Quality of a pair of models over the share of prompts that go to the strong one, when those with
 * the largest expected gain go first; ties in the order of the prompts. The figures are those of
 * RouteLLM (Ong et al. 2024, "RouteLLM: Learning to Route LLMs with Preference Data"). Immutable.
 */
public final class StrongShare {
  private static final double ENOUGH = .95;
  private static final int POINTS = 20;

  /** Sum of scores after so many strong calls. */
  private final double[] sums;

  private StrongShare(double[] sums) {
    this.sums = sums;
  }

  /**
   * The curve of expected gains.
   *
   * @param gains expected gain of the strong model, by prompt
   * @param weak scores of the weak model
   * @param strong scores of the strong model
   */
  public static StrongShare of(double[] gains, double[] weak, double[] strong) {
    var order =
        IntStream.range(0, gains.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -gains[i]))
            .toList();
    var sums = new double[gains.length + 1];
    for (double each : weak) {
      sums[0] += each;
    }
    for (int calls = 0; calls < order.size(); calls++) {
      int prompt = order.get(calls);
      sums[calls + 1] = sums[calls] + strong[prompt] - weak[prompt];
    }
    return new StrongShare(sums);
  }

  /** The smallest share of strong calls with 95 % of the strong model's mean score. */
  public double at95() {
    int prompts = sums.length - 1;
    for (int calls = 0; calls <= prompts; calls++) {
      if (sums[calls] >= ENOUGH * sums[prompts] - 1e-9) {
        return prompts == 0 ? 0 : (double) calls / prompts;
      }
    }
    return 1;
  }

  /** The share of the gap between the two that is recovered, averaged over all shares. */
  public double apgr() {
    int prompts = sums.length - 1;
    double gap = sums[prompts] - sums[0];
    double area = 0;
    for (int calls = 0; calls < prompts; calls++) {
      area += ((sums[calls] + sums[calls + 1]) / 2 - sums[0]) / gap;
    }
    return area / prompts;
  }

  /**
   * Points of the curve.
   *
   * @param weakUsd price of a weak call; 0 where none is known
   * @param strongUsd price of a strong call; 1 where none is known, so that costs are shares
   */
  List<CurvePoint> curve(double weakUsd, double strongUsd) {
    int prompts = sums.length - 1;
    var points = new ArrayList<CurvePoint>();
    for (int i = 0; i <= POINTS; i++) {
      double share = (double) i / POINTS;
      int calls = (int) Math.round(share * prompts);
      points.add(
          new CurvePoint(sums[calls] / prompts, share * strongUsd + (1 - share) * weakUsd, share));
    }
    return points;
  }
}
