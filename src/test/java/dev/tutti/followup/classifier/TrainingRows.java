package dev.tutti.followup.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Rows to train on: standardised features and patterns of turns, and how much each counts. Sources
 * count by a power of their size, so that a small one is heard beside a large one; within a source
 * both labels count alike, and within a label all kinds.
 */
final class TrainingRows {
  private static final double POWER = .3;
  private static final int ITERATIONS = 300;

  private final List<String> names;
  private final double[] means;
  private final double[] scales;
  private final List<LogisticRegression.Row> rows = new ArrayList<>();

  /** Rows of turns with a label. */
  TrainingRows(List<LabelledTurn> turns, Rarity rarity, Predicate<LabelledTurn> label) {
    var features =
        turns.stream()
            .map(turn -> DialogueFeatures.of(Dialogue.of(turn.history(), turn.message()), rarity))
            .toList();
    var importance = importance(turns, label);
    names = features.getFirst().names();
    means = new double[names.size()];
    scales = new double[names.size()];
    standardise(features, importance, means, scales);
    var bare = model(new double[names.size()], new double[Patterns.BUCKETS], 0);
    for (int i = 0; i < turns.size(); i++) {
      rows.add(
          new LogisticRegression.Row(
              bare.standardised(features.get(i).values()),
              features.get(i).patterns(),
              label.test(turns.get(i)),
              importance[i]));
    }
  }

  private LinearModel model(double[] weights, double[] patterns, double bias) {
    return new LinearModel(names, means, scales, weights, patterns, bias);
  }

  /** A weighted sum of features alone. */
  LinearModel features(double penalty) {
    var bare =
        rows.stream()
            .map(
                row ->
                    new LogisticRegression.Row(
                        row.dense(), new int[0], row.positive(), row.weight()))
            .toList();
    var penalties = new double[names.size() + 1];
    Arrays.fill(penalties, 0, names.size(), penalty);
    var fitted = new LogisticRegression(bare, penalties, ITERATIONS).fit();
    return model(
        Arrays.copyOf(fitted, names.size()),
        new double[Patterns.BUCKETS],
        fitted[fitted.length - 1]);
  }

  /** A weighted sum of features, patterns of symbols, and words. */
  LinearModel patterns(double penalty, double symbols, double words) {
    int n = names.size();
    int middle = n + Patterns.SYMBOL_BUCKETS;
    var penalties = new double[n + Patterns.BUCKETS + 1];
    Arrays.fill(penalties, 0, n, penalty);
    Arrays.fill(penalties, n, middle, symbols);
    Arrays.fill(penalties, middle, n + Patterns.BUCKETS, words);
    var fitted = new LogisticRegression(rows, penalties, ITERATIONS).fit();
    return model(
        Arrays.copyOf(fitted, n),
        Arrays.copyOfRange(fitted, n, n + Patterns.BUCKETS),
        fitted[fitted.length - 1]);
  }

  /** Trees over the features. */
  BoostedTrees trees() {
    return new TreeBoosting(rows).fit();
  }

  private static void standardise(
      List<DialogueFeatures> features, double[] importance, double[] means, double[] scales) {
    double all = Arrays.stream(importance).sum();
    for (int j = 0; j < means.length; j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < importance.length; i++) {
        double value = features.get(i).values()[j];
        sum += importance[i] * value;
        squares += importance[i] * value * value;
      }
      means[j] = sum / all;
      double variance = squares / all - means[j] * means[j];
      scales[j] = variance > 1e-9 ? Math.sqrt(variance) : 1;
    }
  }

  /** How much each turn counts; 1 on average. */
  private static double[] importance(List<LabelledTurn> turns, Predicate<LabelledTurn> label) {
    Function<LabelledTurn, String> group = turn -> turn.source() + " " + label.test(turn);
    Function<LabelledTurn, String> cell = turn -> group.apply(turn) + " " + turn.kind();
    var cells =
        turns.stream().collect(Collectors.groupingBy(cell, TreeMap::new, Collectors.counting()));
    var kinds = new HashMap<String, Integer>();
    cells
        .keySet()
        .forEach(each -> kinds.merge(each.substring(0, each.lastIndexOf(' ')), 1, Integer::sum));
    var weights = new double[turns.size()];
    var mass = new LinkedHashMap<String, Double>();
    for (int i = 0; i < weights.length; i++) {
      var turn = turns.get(i);
      weights[i] =
          StrictMath.pow(cells.getOrDefault(cell.apply(turn), 1L), POWER - 1)
              / kinds.getOrDefault(group.apply(turn), 1);
      mass.merge(group.apply(turn), weights[i], Double::sum);
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      var turn = turns.get(i);
      double mine = mass.getOrDefault(group.apply(turn), 1.0);
      double other = mass.getOrDefault(turn.source() + " " + !label.test(turn), mine);
      weights[i] *= (mine + other) / 2 / mine;
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= weights.length / sum;
    }
    return weights;
  }
}
