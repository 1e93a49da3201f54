package dev.tutti.followup.classifier;

import java.util.List;

/**
 * Logistic model: a weighted sum of standardised features and of the patterns that are there.
 * Immutable.
 *
 * @param names of the features
 * @param means of the features where it was trained
 * @param scales of the features where it was trained, more than 0
 * @param weights of the features
 * @param patterns weights of the patterns, by bucket
 * @param bias what is added
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record LinearModel(
    List<String> names,
    double[] means,
    double[] scales,
    double[] weights,
    double[] patterns,
    double bias) {
  /** Standardised features are held within this range, so that nothing odd decides alone. */
  static final double FARTHEST = 4;

  /** A feature as the model sees it. */
  double standardised(int feature, double value) {
    double deviations = (value - means[feature]) / scales[feature];
    return Math.clamp(deviations, -FARTHEST, FARTHEST);
  }

  /** All features as the model sees them. */
  double[] standardised(double[] values) {
    var standardised = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      standardised[i] = standardised(i, values[i]);
    }
    return standardised;
  }

  /** The score of a dialogue: above 0 where it is likelier than not. */
  double score(DialogueFeatures features) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * standardised(i, features.values()[i]);
    }
    for (int bucket : features.patterns()) {
      sum += patterns[bucket];
    }
    return sum;
  }

  /** The share of the score that comes from features whose names begin with one of these. */
  double share(DialogueFeatures features, List<String> prefixes) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      var name = names.get(i);
      if (prefixes.stream().anyMatch(name::startsWith)) {
        sum += weights[i] * standardised(i, features.values()[i]);
      }
    }
    return sum;
  }
}
