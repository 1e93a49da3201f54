package dev.tutti.selection.decision;

import org.jspecify.annotations.Nullable;

/**
 * Model that could be chosen.
 *
 * @param quality expected, 0 to 1
 * @param outcomes how many outcomes of the model that rests on; 0 for nothing but a prior
 * @param costUsd expected cost of the call in dollars; null where no price is known
 * @param latencyMs expected time to the first token; null where it is not known
 * @param utility quality less what cost counts; the highest is best
 * @param gate the gate that keeps the request away; null where none does
 */
public record RouteAlternative(
    String model,
    double quality,
    long outcomes,
    @Nullable Double costUsd,
    @Nullable Double latencyMs,
    double utility,
    @Nullable String gate) {}
