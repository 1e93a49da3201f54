package dev.tutti.selection.quality;

import org.jspecify.annotations.Nullable;

/**
 * Means over a model's outcomes.
 *
 * @param outcomes how many there are
 * @param score mean score; null where there is none
 * @param costUsd mean cost of a call in dollars; null where none is known
 * @param latencyMs mean latency in milliseconds; null where none is known
 */
public record ModelStanding(
    long outcomes, @Nullable Double score, @Nullable Double costUsd, @Nullable Double latencyMs) {
  /** A model without outcomes. */
  public static final ModelStanding UNKNOWN = new ModelStanding(0, null, null, null);
}
