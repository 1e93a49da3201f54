package dev.tutti.selection.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Softmax regression with a quadratic penalty by AdaGrad (Duchi et al. 2011), in an order that a
 * seed gives, with {@link StrictMath}: the same prompts give the same bytes on every machine.
 */
final class TaskTrainer {
  private static final int TYPES = TaskType.values().length;
  private static final int ROUNDS = 30;
  private static final double RATE = .5;
  private static final double PENALTY = 2e-5;
  private static final int SEED = 1;
  private static final int LARGEST = 127;

  private final double[][] weights = new double[TYPES][TaskFeatures.BUCKETS];
  private final double[][] squares = new double[TYPES][TaskFeatures.BUCKETS];
  private final double[] biases = new double[TYPES];
  private final double[] biasSquares = new double[TYPES];
  private final List<Row> rows;

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Row(int[] features, int type, double weight) {}

  private TaskTrainer(List<Row> rows) {
    this.rows = rows;
  }

  /** The features of a prompt. */
  static int[] features(String text) {
    var instruction = PromptAnalyzer.instruction(text);
    return TaskFeatures.of(instruction, PromptShape.of(text), CueWords.in(instruction));
  }

  /** A classifier trained on some prompts. */
  static TaskClassifier train(List<LabelledPrompt> prompts) {
    var rows = new ArrayList<Row>();
    for (var each : prompts) {
      rows.add(new Row(features(each.text()), each.label().index(), each.weight()));
    }
    var trainer = new TaskTrainer(rows);
    trainer.fit();
    return trainer.quantised();
  }

  private void fit() {
    var random = new Random(SEED); // its sequence is specified
    var order = new ArrayList<>(rows);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(order, random);
      order.forEach(this::learn);
    }
  }

  private void learn(Row row) {
    double unit = 1 / Math.sqrt(Math.max(1, row.features.length));
    var probabilities = probabilities(row, unit);
    for (int type = 0; type < TYPES; type++) {
      double slope = row.weight * (probabilities[type] - (type == row.type ? 1 : 0));
      biasSquares[type] += slope * slope;
      biases[type] -= RATE * slope / (1e-4 + Math.sqrt(biasSquares[type]));
      var own = weights[type];
      var sums = squares[type];
      for (int feature : row.features) {
        double pull = slope * unit + PENALTY * own[feature];
        sums[feature] += pull * pull;
        own[feature] -= RATE * pull / (1e-4 + Math.sqrt(sums[feature]));
      }
    }
  }

  private double[] probabilities(Row row, double unit) {
    var scores = new double[TYPES];
    double highest = Double.NEGATIVE_INFINITY;
    for (int type = 0; type < TYPES; type++) {
      double sum = 0;
      for (int feature : row.features) {
        sum += weights[type][feature];
      }
      scores[type] = biases[type] + sum * unit;
      highest = Math.max(highest, scores[type]);
    }
    double all = 0;
    for (int type = 0; type < TYPES; type++) {
      scores[type] = StrictMath.exp(scores[type] - highest);
      all += scores[type];
    }
    for (int type = 0; type < TYPES; type++) {
      scores[type] /= all;
    }
    return scores;
  }

  private TaskClassifier quantised() {
    var scales = new float[TYPES];
    var offsets = new float[TYPES];
    var bytes = new byte[TYPES * TaskFeatures.BUCKETS];
    for (int type = 0; type < TYPES; type++) {
      double largest = 1e-9;
      for (double each : weights[type]) {
        largest = Math.max(largest, Math.abs(each));
      }
      scales[type] = (float) (largest / LARGEST);
      offsets[type] = (float) biases[type];
      for (int feature = 0; feature < TaskFeatures.BUCKETS; feature++) {
        bytes[feature * TYPES + type] = (byte) Math.round(weights[type][feature] / scales[type]);
      }
    }
    return new TaskClassifier(scales, offsets, bytes);
  }
}
