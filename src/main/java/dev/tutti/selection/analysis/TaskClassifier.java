package dev.tutti.selection.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Trained classifier of task types: a weighted sum of the features that are there for each type,
 * then a softmax. Weights are bytes with one scale for each type. Immutable.
 */
final class TaskClassifier {
  private static final String RESOURCE = "tasks.bin";
  private static final int TYPES = TaskType.values().length;

  private final float[] scales;
  private final float[] biases;
  private final byte[] weights;

  /**
   * A classifier.
   *
   * @param weights of bucket 0 for all types, then of bucket 1, and so on
   */
  TaskClassifier(float[] scales, float[] biases, byte[] weights) {
    if (scales.length != TYPES
        || biases.length != TYPES
        || weights.length != TYPES * TaskFeatures.BUCKETS) {
      throw new IllegalStateException("the weights are of other features: bench/routing train");
    }
    this.scales = scales;
    this.biases = biases;
    this.weights = weights;
  }

  /** The classifier with the weights that come with Tutti. */
  static TaskClassifier shipped() {
    try (var in = TaskClassifier.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no such resource: " + RESOURCE);
      }
      return parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The classifier of some bytes.
   *
   * @throws IllegalStateException when they are of other features
   */
  static TaskClassifier parse(byte[] bytes) {
    int expected = 8 * TYPES + TYPES * TaskFeatures.BUCKETS;
    if (bytes.length != expected) {
      throw new IllegalStateException(
          "%s: %d bytes (expected: %d)".formatted(RESOURCE, bytes.length, expected));
    }
    var in = ByteBuffer.wrap(bytes);
    var scales = new float[TYPES];
    var biases = new float[TYPES];
    for (int type = 0; type < TYPES; type++) {
      scales[type] = in.getFloat();
      biases[type] = in.getFloat();
    }
    var weights = new byte[TYPES * TaskFeatures.BUCKETS];
    in.get(weights);
    return new TaskClassifier(scales, biases, weights);
  }

  /** The bytes of this classifier; the same weights have the same bytes. */
  byte[] bytes() {
    var out = ByteBuffer.allocate(8 * TYPES + weights.length);
    for (int type = 0; type < TYPES; type++) {
      out.putFloat(scales[type]).putFloat(biases[type]);
    }
    return out.put(weights).array();
  }

  /** Probabilities of all types for the features that are there. */
  double[] probabilities(int[] features) {
    var sums = new int[TYPES];
    for (int feature : features) {
      int from = feature * TYPES;
      for (int type = 0; type < TYPES; type++) {
        sums[type] += weights[from + type];
      }
    }
    var scores = new double[TYPES];
    double highest = Double.NEGATIVE_INFINITY;
    double norm = Math.sqrt(Math.max(1, features.length));
    for (int type = 0; type < TYPES; type++) {
      scores[type] = biases[type] + scales[type] * sums[type] / norm;
      highest = Math.max(highest, scores[type]);
    }
    double all = 0;
    for (int type = 0; type < TYPES; type++) {
      scores[type] = Math.exp(scores[type] - highest);
      all += scores[type];
    }
    for (int type = 0; type < TYPES; type++) {
      scores[type] /= all;
    }
    return scores;
  }
}
