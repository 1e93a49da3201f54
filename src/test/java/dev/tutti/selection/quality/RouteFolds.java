package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.PromptAnalyzer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Predictions for prompts by models that were learned without them: folds by the text of a prompt,
 * so that a prompt is never on both sides.
 */
final class RouteFolds {
  static final int FOLDS = 5;
  private static final int SEED = 7;

  private final PromptAnalyzer analyzer;
  private final RidgeSettings settings;
  private final Map<String, PromptVector> vectors = new HashMap<>();

  RouteFolds(PromptAnalyzer analyzer, RidgeSettings settings) {
    this.analyzer = analyzer;
    this.settings = settings;
  }

  static int fold(String prompt) {
    return Math.floorMod((prompt.hashCode() * 0x9E3779B1) >>> 4, FOLDS);
  }

  private PromptVector vector(String prompt) {
    return vectors.computeIfAbsent(prompt, text -> PromptVector.of(text, analyzer.analyze(text)));
  }

  /**
   * Expected scores by prompt and model.
   *
   * @param most prompts that are learned from
   */
  double[][] predictions(List<PromptOutcome> rows, List<String> models, int most) {
    var expected = new double[rows.size()][];
    for (int fold = 0; fold < FOLDS; fold++) {
      var model = learned(rows, fold, most);
      for (int i = 0; i < expected.length; i++) {
        if (fold(rows.get(i).prompt()) == fold) {
          expected[i] =
              model.predict(models, vector(rows.get(i).prompt())).values().stream()
                  .mapToDouble(QualityEstimate::mean)
                  .toArray();
        }
      }
    }
    return expected;
  }

  private QualityModel learned(List<PromptOutcome> rows, int fold, int most) {
    var train = new ArrayList<PromptOutcome>();
    rows.stream().filter(row -> fold(row.prompt()) != fold).forEach(train::add);
    Collections.shuffle(train, new Random(SEED));
    var learner = new QualityLearner(QualityPriors.EVEN, settings);
    for (var row : train.subList(0, Math.min(most, train.size()))) {
      var text = row.prompt();
      var labelled =
          row.label().isEmpty()
              ? vector(text)
              : PromptVector.of(text, analyzer.analyze(text), row.label());
      row.outcomes().forEach((name, outcome) -> learner.learn(labelled, name, outcome, 1));
    }
    return learner.model();
  }

  /** The scores by prompt and model. */
  static double[][] scores(List<PromptOutcome> rows, List<String> models) {
    return rows.stream()
        .map(
            row ->
                models.stream()
                    .mapToDouble(model -> Objects.requireNonNull(row.outcomes().get(model)).score())
                    .toArray())
        .toArray(double[][]::new);
  }

  /** A column of a table. */
  static double[] column(double[][] table, int column) {
    var values = new double[table.length];
    for (int i = 0; i < table.length; i++) {
      values[i] = table[i][column];
    }
    return values;
  }
}
