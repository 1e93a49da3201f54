package dev.tutti.selection.quality;

import org.jspecify.annotations.Nullable;

/**
 * Outcome of one model's answer to a prompt.
 *
 * @param score of the answer, from 0 to 1
 * @param costUsd of the call; null where it is not known
 * @param latencyMs of the call in milliseconds; null where it is not known
 */
public record ModelOutcome(double score, @Nullable Double costUsd, @Nullable Double latencyMs) {
  public ModelOutcome {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score: %s (expected: 0 to 1)".formatted(score));
    }
  }

  /** An outcome of which nothing but the score is known. */
  public static ModelOutcome of(double score) {
    return new ModelOutcome(score, null, null);
  }
}
