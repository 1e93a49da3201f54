package dev.tutti.selection.quality;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is known of the quality of models at one moment. Immutable and thread-safe. */
public final class QualityModel {
  /** Variance of a model's quality on one kind of prompts, before anything is known. */
  private static final double PRIOR_VARIANCE = .09;

  /** Variance of one outcome. */
  private static final double NOISE = .2;

  /** What an outcome on prompts of another task type tells, as a share. */
  private static final double OTHER_TYPES = .1;

  /**
   * Variance by which a model may have changed while others had an outcome on prompts of a task
   * type: after 5,000 as much as before anything was known. So a model that is not asked any more
   * becomes worth a try again, as the arms of a restless bandit do (Whittle 1988).
   */
  private static final double DRIFT = PRIOR_VARIANCE / 5_000;

  /** Errors since the last fit count as if so many outcomes without error had been there. */
  private static final double RESIDUAL_ZEROS = 20;

  private final QualityPriors priors;
  private final RidgeFit fit;
  private final SortedMap<String, ModelTally> tallies;
  private final Silence silence;

  QualityModel(
      QualityPriors priors, RidgeFit fit, Map<String, ModelTally> tallies, Silence silence) {
    this.priors = priors;
    this.fit = fit;
    this.tallies = new TreeMap<>(tallies);
    this.silence = silence;
  }

  /** A model that knows nothing but its priors. */
  public static QualityModel of(QualityPriors priors) {
    return new QualityModel(priors, RidgeFit.none(priors), Map.of(), Silence.NONE);
  }

  /** The expected quality of a model's answer; the prior's where it was never learned. */
  public QualityEstimate predict(String model, PromptVector prompt) {
    return predict(model, prompt, fit.input(prompt));
  }

  /** The expected quality of several models' answers to one prompt, in the order of the models. */
  public Map<String, QualityEstimate> predict(Collection<String> models, PromptVector prompt) {
    var input = fit.input(prompt);
    var estimates = new LinkedHashMap<String, QualityEstimate>();
    models.forEach(model -> estimates.put(model, predict(model, prompt, input)));
    return estimates;
  }

  private QualityEstimate predict(String model, PromptVector prompt, RidgeInput input) {
    var tally = tallies.get(model);
    if (tally == null) {
      return new QualityEstimate(
          Math.clamp(priors.mean(model), 0, 1), Math.sqrt(PRIOR_VARIANCE), 0);
    }
    double mean =
        fit.predict(model, input)
            + tally.residuals().of(prompt.taskType()).shrunkMean(RESIDUAL_ZEROS);
    double ofType = tally.types().of(prompt.taskType()).weight();
    double precision =
        1 / PRIOR_VARIANCE
            + ofType / NOISE
            + OTHER_TYPES * (tally.score().weight() - ofType) / NOISE;
    double variance = 1 / precision + DRIFT * silence.of(model, prompt.taskType());
    return new QualityEstimate(
        Math.clamp(mean, 0, 1),
        Math.sqrt(Math.min(PRIOR_VARIANCE, variance)),
        Math.round(tally.score().weight()));
  }

  /** The models with outcomes, in the order of their names. */
  public Set<String> models() {
    return tallies.keySet();
  }

  /** What outcomes say of a model over all prompts. */
  public ModelStanding standing(String model) {
    var tally = tallies.get(model);
    return tally == null ? ModelStanding.UNKNOWN : tally.standing();
  }
}
