package dev.tutti.selection.decision;

import dev.tutti.selection.analysis.PromptAnalysis;

/**
 * Quality that is expected of a model before there is any outcome: a logistic curve of how far its
 * strength is above the difficulty of the request. A model as strong as the request is hard answers
 * four of five well.
 */
final class CapabilityPrior {
  private static final double SLOPE = 6;
  private static final double AHEAD = .25;
  private static final double EASIEST_OF_HARD = .7;
  private static final double HARDEST_OF_SIMPLE = .3;

  private CapabilityPrior() {}

  static double expected(double strength, double difficulty) {
    return 1 / (1 + Math.exp(-SLOPE * (strength - difficulty + AHEAD)));
  }

  /** Difficulty by the complexity, and by what the analysis makes of it. */
  static double difficulty(PromptAnalysis analysis) {
    return switch (analysis.suggestedStrategy()) {
      case LIGHT -> Math.min(analysis.complexity(), HARDEST_OF_SIMPLE);
      case REASONING -> Math.max(analysis.complexity(), EASIEST_OF_HARD);
      case DEFAULT, CASCADE, COOPERATION -> analysis.complexity();
    };
  }
}
