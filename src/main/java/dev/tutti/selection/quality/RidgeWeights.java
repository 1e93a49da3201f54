package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.TaskType;

/** Weights of one linear function of a prompt's features; mutable while it is fitted. */
final class RidgeWeights {
  private static final int TYPES = TaskType.values().length;

  private final float[] grams = new float[PromptGrams.BUCKETS];
  private final double[] types = new double[TYPES];
  private final double[] labels = new double[PromptLabels.MOST];
  private final double[] dense = new double[PromptVector.DENSE];

  /** The value of the function. */
  double value(RidgeInput input) {
    double sum = types[input.type()] * input.typeScale();
    for (int i = 0; i < input.labels().length; i++) {
      sum += labels[i] * input.labels()[i];
    }
    for (int i = 0; i < dense.length; i++) {
      sum += dense[i] * input.dense()[i];
    }
    double words = 0;
    var buckets = input.grams();
    var scales = input.gramScales();
    for (int i = 0; i < buckets.length; i++) {
      words += grams[buckets[i]] * scales[i];
    }
    return sum + words;
  }

  /** Moves the function towards an input. */
  void add(RidgeInput input, double step) {
    types[input.type()] += step * input.typeScale();
    for (int i = 0; i < input.labels().length; i++) {
      labels[i] += step * input.labels()[i];
    }
    for (int i = 0; i < dense.length; i++) {
      dense[i] += step * input.dense()[i];
    }
    var buckets = input.grams();
    var scales = input.gramScales();
    for (int i = 0; i < buckets.length; i++) {
      grams[buckets[i]] += (float) (step * scales[i]);
    }
  }
}
