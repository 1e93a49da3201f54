package dev.tutti.selection.quality;

import dev.tutti.selection.quality.EvaluationReport.CurvePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Quality of decisions among several models over their cost: each prompt goes to the model with the
 * highest expected quality less lambda x price, for many values of lambda. Immutable.
 */
public final class CostCurve {
  private static final int STEPS = 120;
  private static final double SMALLEST = 1e-4;
  private static final double LARGEST = 1e2;

  private final List<CurvePoint> points;
  private final double bestQuality;
  private final double bestCost;

  private CostCurve(List<CurvePoint> points, double bestQuality, double bestCost) {
    this.points = points;
    this.bestQuality = bestQuality;
    this.bestCost = bestCost;
  }

  /**
   * The curve of predictions.
   *
   * @param expected expected scores, by prompt and model
   * @param scores scores, by prompt and model
   * @param prices prices of a call, by model
   */
  public static CostCurve of(double[][] expected, double[][] scores, double[] prices) {
    int best = best(scores, prices.length);
    double dearest = Arrays.stream(prices).max().orElse(0);
    var points = new ArrayList<CurvePoint>();
    double factor = Math.pow(LARGEST / SMALLEST, 1.0 / STEPS);
    double lambda = LARGEST / dearest;
    for (int step = 0; step <= STEPS; step++) {
      points.add(point(expected, scores, prices, lambda, best));
      lambda = step == STEPS - 1 ? 0 : lambda / factor;
    }
    points.sort(Comparator.comparingDouble(CurvePoint::cost));
    return new CostCurve(List.copyOf(points), mean(scores, best), prices[best]);
  }

  private static CurvePoint point(
      double[][] expected, double[][] scores, double[] prices, double lambda, int best) {
    double quality = 0;
    double cost = 0;
    double strong = 0;
    for (int prompt = 0; prompt < scores.length; prompt++) {
      int chosen = 0;
      for (int model = 1; model < prices.length; model++) {
        double now = expected[prompt][model] - lambda * prices[model];
        chosen = now > expected[prompt][chosen] - lambda * prices[chosen] ? model : chosen;
      }
      quality += scores[prompt][chosen];
      cost += prices[chosen];
      strong += chosen == best ? 1 : 0;
    }
    int n = scores.length;
    return new CurvePoint(quality / n, cost / n, strong / n);
  }

  /** The model with the highest mean score. */
  static int best(double[][] scores, int models) {
    int best = 0;
    for (int model = 1; model < models; model++) {
      best = mean(scores, model) > mean(scores, best) ? model : best;
    }
    return best;
  }

  static double mean(double[][] scores, int model) {
    return Arrays.stream(scores).mapToDouble(each -> each[model]).average().orElse(0);
  }

  /** The smallest cost with the quality of the best single model, as a share of its price. */
  public OptionalDouble shareAtBestSingle() {
    return points.stream()
        .filter(point -> point.quality() >= bestQuality - 1e-9)
        .mapToDouble(point -> point.cost() / bestCost)
        .findFirst();
  }

  /** The same; null when no decision has that quality. */
  @Nullable Double costShare() {
    var share = shareAtBestSingle();
    return share.isPresent() ? share.getAsDouble() : null;
  }

  /** Quality and cost, the cheapest first. */
  public List<CurvePoint> points() {
    return points;
  }
}
