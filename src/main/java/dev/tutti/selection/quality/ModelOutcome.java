package dev.tutti.selection.quality;

import java.util.OptionalDouble;

/**
 * Outcome of one model's answer to a prompt.
 *
 * @param score of the answer, from 0 to 1
 * @param costUsd of the call, where it is known
 * @param latencyMs of the call in milliseconds, where it is known
 */
public record ModelOutcome(double score, OptionalDouble costUsd, OptionalDouble latencyMs) {
  public ModelOutcome {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score: %s (expected: 0 to 1)".formatted(score));
    }
  }

  /** An outcome of which nothing but the score is known. */
  public static ModelOutcome of(double score) {
    return new ModelOutcome(score, OptionalDouble.empty(), OptionalDouble.empty());
  }
}
