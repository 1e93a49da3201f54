package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.PromptAnalyzer;
import java.util.List;

/** Measure of a quality model's decisions on outcomes that it has not seen. */
public final class RoutingEvaluation {
  private RoutingEvaluation() {}

  /**
   * The figures of each set of models that rows have outcomes for; neither task types nor outcomes
   * are read to decide.
   */
  public static List<EvaluationReport> evaluate(
      QualityModel model, PromptAnalyzer analyzer, List<PromptOutcome> rows) {
    return List.of();
  }
}
