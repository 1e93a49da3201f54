package dev.tutti.selection.quality;

/**
 * Variances of the ridge regression: how far each part of it may move a prediction, and how noisy
 * one outcome is. Found by cross-validation with {@code suites/routing/run}.
 *
 * @param mean of a model's mean about its prior
 * @param type of a task type about the model's mean
 * @param label of a task type that the operator has named
 * @param dense of each feature about the structure
 * @param grams of all words together
 * @param shared how much of each part all models have in common, as a multiple
 * @param noise of one outcome
 * @param rounds passes over all outcomes
 */
record RidgeSettings(
    double mean,
    double type,
    double label,
    double dense,
    double grams,
    double shared,
    double noise,
    int rounds) {
  static final RidgeSettings STANDARD = new RidgeSettings(.1, .001, .1, .001, .15, .2, .2, 16);
}
