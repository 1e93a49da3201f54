package dev.tutti.selection.quality;

import java.util.Set;

/** What is known of the quality of models at one moment. Immutable and thread-safe. */
public final class QualityModel {
  private final QualityPriors priors;

  QualityModel(QualityPriors priors) {
    this.priors = priors;
  }

  /** A model that knows nothing but its priors. */
  public static QualityModel of(QualityPriors priors) {
    return new QualityModel(priors);
  }

  /** The expected quality of a model's answer; the prior's where it was never learned. */
  public QualityEstimate predict(String model, PromptVector prompt) {
    return new QualityEstimate(priors.mean(model), .3, 0);
  }

  /** The models with outcomes, in the order of their names. */
  public Set<String> models() {
    return Set.of();
  }

  /** What outcomes say of a model over all prompts. */
  public ModelStanding standing(String model) {
    return ModelStanding.UNKNOWN;
  }
}
