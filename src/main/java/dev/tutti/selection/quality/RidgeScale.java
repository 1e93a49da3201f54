package dev.tutti.selection.quality;

import java.util.List;

/**
 * Scales of features, taken from the prompts of a training set: rare words weigh more, features
 * about the structure have mean 0 and deviation 1. Immutable.
 */
final class RidgeScale {
  private static final double FARTHEST = 3;

  /**
   * Weight of one feature about the structure beside all words together, as prompts are compared.
   */
  private static final double STRUCTURE = .2;

  private final RidgeSettings settings;
  private final double[] means = new double[PromptVector.DENSE];
  private final double[] deviations = new double[PromptVector.DENSE];
  private final float[] rarity = new float[PromptGrams.BUCKETS];
  private PromptLabels labels = PromptLabels.of(List.of(), List.of());

  private RidgeScale(RidgeSettings settings) {
    this.settings = settings;
  }

  /** The scales of some prompts. */
  static RidgeScale of(List<PromptVector> prompts, RidgeSettings settings) {
    var scale = new RidgeScale(settings);
    scale.standardise(prompts);
    var counts = new int[PromptGrams.BUCKETS];
    for (var prompt : prompts) {
      for (char gram : prompt.grams()) {
        counts[gram]++;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      // a word of one prompt tells nothing of others, and one of no prompt has no weight
      scale.rarity[i] = counts[i] < 2 ? 0 : (float) Math.log((1.0 + prompts.size()) / counts[i]);
    }
    scale.labels =
        PromptLabels.of(
            prompts.stream().map(scale::point).toList(),
            prompts.stream().map(PromptVector::label).toList());
    return scale;
  }

  private void standardise(List<PromptVector> prompts) {
    int n = Math.max(1, prompts.size());
    for (int i = 0; i < means.length; i++) {
      double sum = 0;
      double squares = 0;
      for (var prompt : prompts) {
        double value = prompt.dense(i);
        sum += value;
        squares += value * value;
      }
      means[i] = sum / n;
      deviations[i] = Math.sqrt(Math.max(0, squares / n - means[i] * means[i]));
    }
  }

  /** The prompt as a point among others. */
  private PromptPoint point(PromptVector prompt) {
    var dense = new float[PromptVector.DENSE];
    for (int i = 0; i < dense.length; i++) {
      double deviation = deviations[i] < 1e-6 ? 0 : (prompt.dense(i) - means[i]) / deviations[i];
      dense[i] = (float) (Math.clamp(deviation, -FARTHEST, FARTHEST) * STRUCTURE);
    }
    var grams = prompt.grams();
    var scales = new float[grams.length];
    double squares = 0;
    for (int i = 0; i < grams.length; i++) {
      scales[i] = rarity[grams[i]];
      squares += scales[i] * scales[i];
    }
    float unit = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
    for (int i = 0; i < scales.length; i++) {
      scales[i] *= unit;
    }
    return new PromptPoint(grams, scales, dense);
  }

  /** The input of a prompt. */
  RidgeInput input(PromptVector prompt) {
    var point = point(prompt);
    var dense = new double[PromptVector.DENSE];
    double norm = settings.type();
    for (int i = 0; i < dense.length; i++) {
      dense[i] = point.dense()[i] / STRUCTURE * Math.sqrt(settings.dense());
      norm += dense[i] * dense[i];
    }
    var named = labels.probabilities(point);
    for (int i = 0; i < named.length; i++) {
      named[i] *= Math.sqrt(settings.label());
      norm += named[i] * named[i];
    }
    var scales = point.scales().clone();
    float unit = (float) Math.sqrt(settings.grams());
    for (int i = 0; i < scales.length; i++) {
      scales[i] *= unit;
      norm += scales[i] * scales[i];
    }
    return new RidgeInput(
        prompt.taskType().index(),
        Math.sqrt(settings.type()),
        named,
        dense,
        point.grams(),
        scales,
        norm);
  }
}
