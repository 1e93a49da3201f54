package dev.tutti.application.decision.statement;

/**
 * Loss that a text states with its probability.
 *
 * @param sentence which says it, or its beginning
 * @param probability as a fraction
 * @param loss in its base unit
 */
public record StatedLoss(String sentence, double probability, double loss) {}
