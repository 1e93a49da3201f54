package dev.tutti.selection.quality;

import java.util.OptionalDouble;

/**
 * Means over a model's outcomes.
 *
 * @param outcomes how many there are
 * @param score mean score, where there is any
 * @param costUsd mean cost of a call in dollars, where it is known
 * @param latencyMs mean latency in milliseconds, where it is known
 */
public record ModelStanding(
    long outcomes, OptionalDouble score, OptionalDouble costUsd, OptionalDouble latencyMs) {
  /** A model without outcomes. */
  public static final ModelStanding UNKNOWN =
      new ModelStanding(0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
