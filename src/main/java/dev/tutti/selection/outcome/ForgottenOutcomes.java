package dev.tutti.selection.outcome;

import java.time.Instant;

/**
 * Outcomes that are to be forgotten.
 *
 * @param model of this model only; empty for every one
 * @param source of this source only; empty for every one
 * @param before those from before this instant only
 */
public record ForgottenOutcomes(String model, String source, Instant before) {}
