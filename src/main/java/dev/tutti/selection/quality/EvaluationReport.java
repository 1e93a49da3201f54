package dev.tutti.selection.quality;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures of one set of models.
 *
 * @param models the set, in the order of their names
 * @param rows prompts with an outcome for each of them
 * @param best the model with the highest mean score
 * @param bestQuality its mean score
 * @param strongShareAt95 of a pair: the smallest share of strong calls with 95 % of its mean score;
 *     null for more models
 * @param apgr of a pair: mean gap recovered over all shares of strong calls; null for more models
 *     and where there is no gap
 * @param costShareAtBestSingle of models with prices: the smallest cost, as a share of the best
 *     single model's, at which the mean score is that of the best single one; null where no prices
 *     are known or it is never reached
 * @param oracle mean score of the best answer to each prompt
 * @param curve quality and cost, the cheapest first
 */
public record EvaluationReport(
    List<String> models,
    int rows,
    String best,
    double bestQuality,
    @Nullable Double strongShareAt95,
    @Nullable Double apgr,
    @Nullable Double costShareAtBestSingle,
    double oracle,
    List<CurvePoint> curve) {
  public EvaluationReport {
    models = List.copyOf(models);
    curve = List.copyOf(curve);
  }

  /**
   * Point of a curve of quality over cost.
   *
   * @param quality mean score
   * @param cost mean cost of a call in dollars; share of strong calls where no price is known
   * @param strongShare share of calls to the best single model
   */
  public record CurvePoint(double quality, double cost, double strongShare) {}
}
