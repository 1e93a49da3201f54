package dev.tutti.followup.classifier;

/**
 * Scores of one dialogue: above 0 where a follow-up is likelier than not.
 *
 * @param linear by the weighted sum
 * @param trees by the trees
 */
record ModelScores(double linear, double trees) {}
