package dev.tutti.selection.quality;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ridge regression of scores on the features of prompts, for all models at once: a function that
 * they share and one for each. It is the posterior mean of a Gaussian process whose covariance is
 * the product of the inputs (Rasmussen and Williams 2006, "Gaussian Processes for Machine
 * Learning", chapter 2), so that what few outcomes say is shrunk to the prior by itself; solved by
 * coordinate descent in the dual (Hsieh et al. 2008), always in the same order.
 */
final class RidgeFit {
  private final RidgeSettings settings;
  private final RidgeScale scale;
  private final RidgeWeights shared = new RidgeWeights();
  private final Map<String, RidgeWeights> own = new TreeMap<>();

  /** Means of the models' scores, shrunk to their priors; the regression explains the rest. */
  private final Map<String, Double> means = new TreeMap<>();

  private final QualityPriors priors;

  private RidgeFit(RidgeSettings settings, RidgeScale scale, QualityPriors priors) {
    this.settings = settings;
    this.scale = scale;
    this.priors = priors;
  }

  /** A fit to nothing. */
  static RidgeFit none(QualityPriors priors) {
    return of(List.of(), RidgeSettings.STANDARD, priors);
  }

  /** Outcome in the dual. */
  private static final class Dual {
    final RidgeInput input;
    final RidgeWeights own;
    final double target;
    final double noise;
    private double value;

    Dual(RidgeInput input, RidgeWeights own, double target, double noise) {
      this.input = input;
      this.own = own;
      this.target = target;
      this.noise = noise;
    }
  }

  /** The fit to some observations. */
  static RidgeFit of(List<Observation> observations, RidgeSettings settings, QualityPriors priors) {
    var prompts = observations.stream().map(Observation::prompt).distinct().toList();
    var fit = new RidgeFit(settings, RidgeScale.of(prompts, settings), priors);
    fit.takeMeans(observations);
    var inputs = new HashMap<PromptVector, RidgeInput>();
    var duals = new ArrayList<Dual>();
    for (var each : observations) {
      duals.add(
          new Dual(
              inputs.computeIfAbsent(each.prompt(), fit.scale::input),
              fit.own.computeIfAbsent(each.model(), _ -> new RidgeWeights()),
              each.score() - fit.mean(each.model()),
              settings.noise() / each.weight()));
    }
    for (int round = 0; round < settings.rounds(); round++) {
      duals.forEach(fit::descend);
    }
    return fit;
  }

  private void takeMeans(List<Observation> observations) {
    var sums = new TreeMap<String, ModelTally.Sum>();
    for (var each : observations) {
      double deviation = each.score() - priors.mean(each.model());
      var one = ModelTally.Sum.NONE.with(deviation, each.weight());
      sums.merge(each.model(), one, (old, _) -> old.with(deviation, each.weight()));
    }
    double zeros = settings.noise() / settings.mean();
    sums.forEach((model, sum) -> means.put(model, priors.mean(model) + sum.shrunkMean(zeros)));
  }

  private double mean(String model) {
    return means.getOrDefault(model, priors.mean(model));
  }

  private void descend(Dual dual) {
    double found = settings.shared() * shared.value(dual.input) + dual.own.value(dual.input);
    double curvature = (1 + settings.shared()) * dual.input.norm() + dual.noise;
    double step = (dual.target - found - dual.noise * dual.value) / curvature;
    dual.value += step;
    shared.add(dual.input, step);
    dual.own.add(dual.input, step);
  }

  /** The input of a prompt, once for all models. */
  RidgeInput input(PromptVector prompt) {
    return scale.input(prompt);
  }

  /** The expected score of a model's answer, not yet held between 0 and 1. */
  double predict(String model, RidgeInput input) {
    var weights = own.get(model);
    return mean(model)
        + settings.shared() * shared.value(input)
        + (weights == null ? 0 : weights.value(input));
  }
}
