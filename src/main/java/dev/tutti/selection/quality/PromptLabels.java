package dev.tutti.selection.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Operator's own names of task types, told from prompts: softmax regression over words and structure
 * by AdaGrad, always in the same order. Outcomes of one kind of work are alike, and only the
 * operator knows the kinds. Immutable when it is fitted.
 */
final class PromptLabels {
  /** Most names that are told apart: the commonest ones. */
  static final int MOST = 64;

  private static final int LEAST_PROMPTS = 4;
  private static final int ROUNDS = 12;
  private static final double RATE = .5;
  private static final double PENALTY = 1e-4;

  private final float[][] weights;
  private final float[][] squares;
  private final double[] biases;

  private PromptLabels(int labels) {
    weights = new float[labels][PromptGrams.BUCKETS + PromptVector.DENSE];
    squares = new float[labels][PromptGrams.BUCKETS + PromptVector.DENSE];
    biases = new double[labels];
  }

  /** The names that prompts are labelled with; none when there are fewer than two. */
  static PromptLabels of(List<PromptPoint> points, List<String> labels) {
    var numbers = numbers(labels);
    var fitted = new PromptLabels(numbers.size() < 2 ? 0 : numbers.size());
    if (fitted.count() > 0) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < points.size(); i++) {
          var number = numbers.get(labels.get(i));
          if (number != null) {
            fitted.learn(points.get(i), number);
          }
        }
      }
    }
    return fitted;
  }

  private static Map<String, Integer> numbers(List<String> labels) {
    var counts = new TreeMap<String, Integer>();
    labels.stream()
        .filter(label -> !label.isEmpty())
        .forEach(label -> counts.merge(label, 1, Integer::sum));
    var names = new ArrayList<>(counts.keySet());
    names.removeIf(name -> counts.getOrDefault(name, 0) < LEAST_PROMPTS);
    names.sort((one, other) -> counts.getOrDefault(other, 0) - counts.getOrDefault(one, 0));
    var numbers = new HashMap<String, Integer>();
    names.stream().limit(MOST).forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  private void learn(PromptPoint point, int label) {
    var probabilities = probabilities(point);
    for (int i = 0; i < biases.length; i++) {
      double slope = probabilities[i] - (i == label ? 1 : 0);
      biases[i] -= .02 * slope;
      point.descend(weights[i], squares[i], slope, RATE, PENALTY);
    }
  }

  /** The probabilities of all names. */
  double[] probabilities(PromptPoint point) {
    var scores = new double[biases.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = biases[i] + point.dot(weights[i]);
      highest = Math.max(highest, scores[i]);
    }
    double all = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(scores[i] - highest);
      all += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= all;
    }
    return scores;
  }

  /** How many names are told apart. */
  int count() {
    return biases.length;
  }
}
