package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.PromptAnalysis;

/** Features of a prompt from which quality is predicted; it holds no text. Immutable. */
public final class PromptVector {
  private PromptVector() {}

  /** The features of a user's text. */
  public static PromptVector of(String text, PromptAnalysis analysis) {
    return new PromptVector();
  }
}
