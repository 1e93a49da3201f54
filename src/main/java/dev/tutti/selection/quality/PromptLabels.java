package dev.tutti.selection.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Operator's own names of task types, told from prompts: softmax regression over words and
 * structure by AdaGrad, always in the same order. Outcomes of one kind of work are alike, and only
 * the operator knows the kinds. Immutable when it is fitted.
 */
final class PromptLabels {
  /** Most names that are told apart: the commonest ones. */
  static final int MOST = 64;

  private static final int LEAST_PROMPTS = 4;
  private static final int MOST_PROMPTS = 5_000;
  private static final int ROUNDS = 12;
  private static final double RATE = .5;
  private static final double BIAS_RATE = .02;
  private static final double PENALTY = 1e-4;

  /** Weights of the first feature for all names, then of the second one, and so on. */
  private final float[] weights;

  private final double[] biases;

  private PromptLabels(int labels) {
    weights = new float[labels * PromptPoint.SIZE];
    biases = new double[labels];
  }

  /** The names that prompts are labelled with; none when there are fewer than two. */
  static PromptLabels of(List<PromptPoint> points, List<String> labels) {
    var numbers = numbers(labels);
    var fitted = new PromptLabels(numbers.size() < 2 ? 0 : numbers.size());
    if (fitted.count() > 0) {
      fitted.fit(points, labels, numbers);
    }
    return fitted;
  }

  /** Fits to the newest prompts. */
  private void fit(List<PromptPoint> points, List<String> labels, Map<String, Integer> numbers) {
    var squares = new float[weights.length];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = Math.max(0, points.size() - MOST_PROMPTS); i < points.size(); i++) {
        var number = numbers.get(labels.get(i));
        if (number != null) {
          learn(points.get(i), number, squares);
        }
      }
    }
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

  private void learn(PromptPoint point, int label, float[] squares) {
    var slopes = probabilities(point);
    slopes[label] -= 1;
    for (int i = 0; i < biases.length; i++) {
      biases[i] -= BIAS_RATE * slopes[i];
    }
    for (int feature = 0; feature < point.count(); feature++) {
      int from = point.feature(feature) * biases.length;
      double value = point.value(feature);
      for (int i = 0; i < slopes.length; i++) {
        double pull = slopes[i] * value + PENALTY * weights[from + i];
        squares[from + i] += (float) (pull * pull);
        weights[from + i] -= (float) (RATE * pull / (1e-3 + Math.sqrt(squares[from + i])));
      }
    }
  }

  /** The probabilities of all names. */
  double[] probabilities(PromptPoint point) {
    var scores = biases.clone();
    for (int feature = 0; feature < point.count() && scores.length > 0; feature++) {
      int from = point.feature(feature) * scores.length;
      double value = point.value(feature);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += value * weights[from + i];
      }
    }
    double highest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      highest = Math.max(highest, score);
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
