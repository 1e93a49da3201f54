package dev.tutti.selection.quality;

import dev.tutti.selection.analysis.PromptAnalyzer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** Measure of a quality model's decisions on outcomes that it has not seen. */
public final class RoutingEvaluation {
  private final QualityModel model;
  private final PromptAnalyzer analyzer;
  private final List<String> models;
  private final List<PromptOutcome> rows;

  private RoutingEvaluation(
      QualityModel model, PromptAnalyzer analyzer, List<String> models, List<PromptOutcome> rows) {
    this.model = model;
    this.analyzer = analyzer;
    this.models = models;
    this.rows = rows;
  }

  /**
   * The figures of each set of models that rows have outcomes for, in the order in which the sets
   * come first; sets of one model have none. Neither task types nor outcomes are read to decide.
   */
  public static List<EvaluationReport> evaluate(
      QualityModel model, PromptAnalyzer analyzer, List<PromptOutcome> rows) {
    var sets = new LinkedHashMap<List<String>, List<PromptOutcome>>();
    for (var row : rows) {
      sets.computeIfAbsent(List.copyOf(row.outcomes().keySet()), _ -> new ArrayList<>()).add(row);
    }
    return sets.entrySet().stream()
        .filter(set -> set.getKey().size() > 1)
        .map(set -> new RoutingEvaluation(model, analyzer, set.getKey(), set.getValue()).report())
        .toList();
  }

  private EvaluationReport report() {
    var expected = new double[rows.size()][];
    var scores = new double[rows.size()][];
    for (int i = 0; i < rows.size(); i++) {
      var prompt = rows.get(i).prompt();
      var vector = PromptVector.of(prompt, analyzer.analyze(prompt));
      var estimates = model.predict(models, vector);
      expected[i] = estimates.values().stream().mapToDouble(QualityEstimate::mean).toArray();
      scores[i] =
          rows.get(i).outcomes().values().stream().mapToDouble(ModelOutcome::score).toArray();
    }
    return models.size() == 2 ? pair(expected, scores) : set(expected, scores);
  }

  private EvaluationReport pair(double[][] expected, double[][] scores) {
    int strong = CostCurve.best(scores, 2);
    int weak = 1 - strong;
    var gains = new double[rows.size()];
    var weakScores = new double[rows.size()];
    var strongScores = new double[rows.size()];
    for (int i = 0; i < gains.length; i++) {
      gains[i] = expected[i][strong] - expected[i][weak];
      weakScores[i] = scores[i][weak];
      strongScores[i] = scores[i][strong];
    }
    var share = StrongShare.of(gains, weakScores, strongScores);
    var prices = prices();
    boolean known = prices.length > 0;
    boolean differ = CostCurve.mean(scores, strong) > CostCurve.mean(scores, weak);
    return new EvaluationReport(
        models,
        rows.size(),
        models.get(strong),
        CostCurve.mean(scores, strong),
        share.at95(),
        differ ? share.apgr() : null,
        known ? CostCurve.of(expected, scores, prices).costShare() : null,
        oracle(scores),
        known ? share.curve(prices[weak], prices[strong]) : share.curve(0, 1));
  }

  private EvaluationReport set(double[][] expected, double[][] scores) {
    int best = CostCurve.best(scores, models.size());
    var prices = prices();
    boolean known = prices.length > 0;
    var curve = CostCurve.of(expected, scores, known ? prices : ones(models.size()));
    return new EvaluationReport(
        models,
        rows.size(),
        models.get(best),
        CostCurve.mean(scores, best),
        null,
        null,
        known ? curve.costShare() : null,
        oracle(scores),
        curve.points());
  }

  private static double[] ones(int count) {
    var ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Mean cost of each model in these rows, else as learned; empty when one is not known. */
  private double[] prices() {
    var prices = new double[models.size()];
    double all = 0;
    for (int i = 0; i < prices.length; i++) {
      var price = price(models.get(i));
      if (price.isEmpty()) {
        return new double[0];
      }
      prices[i] = price.getAsDouble();
      all += prices[i];
    }
    return all > 0 ? prices : new double[0];
  }

  private OptionalDouble price(String name) {
    var mean =
        rows.stream()
            .map(row -> Objects.requireNonNull(row.outcomes().get(name)).costUsd())
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average();
    var learned = model.standing(name).costUsd();
    return mean.isPresent() || learned == null ? mean : OptionalDouble.of(learned);
  }

  /** The mean of the best answer to each prompt. */
  private static double oracle(double[][] scores) {
    double sum = 0;
    for (var each : scores) {
      sum += Arrays.stream(each).max().orElse(0);
    }
    return sum / scores.length;
  }
}
