package dev.tutti.selection.analysis;

import java.util.List;

/**
 * Analysis of prompts without a model: task type, complexity, language, strategy, with reasons in
 * words. Immutable and thread-safe.
 */
public final class PromptAnalyzer {
  private PromptAnalyzer() {}

  /** The analyzer with the weights that come with Tutti; the first call loads them. */
  public static PromptAnalyzer shipped() {
    return new PromptAnalyzer();
  }

  /**
   * Analyses the text of a user; of a long one only the beginning and the end count.
   *
   * @param text of the user alone, never the system prompt or what a harness adds; may be empty
   */
  public PromptAnalysis analyze(String text) {
    return new PromptAnalysis(
        .5,
        TaskType.QUESTION_ANSWERING,
        0,
        PromptLanguage.OTHER,
        RouteStrategy.DEFAULT,
        List.of());
  }
}
