package dev.tutti.selection.decision;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Usage;
import dev.tutti.selection.quality.QualityEstimate;
import dev.tutti.selection.quality.QualityModel;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a model's answer: the quality that was learned, as far as there are outcomes,
 * and that of its strength otherwise.
 *
 * @param nanoDollars expected cost of the call; null where no price is known
 */
record ExpectedAnswer(
    RouteCandidate candidate, QualityEstimate quality, @Nullable Long nanoDollars) {
  /** So many outcomes count as much as what is believed of a model before. */
  private static final double BELIEF = 10;

  static ExpectedAnswer of(
      RouteCandidate candidate,
      RouteQuestion question,
      QualityModel learned,
      CostEstimate costs,
      double difficulty) {
    var estimate = learned.predict(candidate.name(), question.vector());
    double believed = CapabilityPrior.expected(candidate.strength(), difficulty);
    double share = estimate.outcomes() / (estimate.outcomes() + BELIEF);
    double mean = share * estimate.mean() + (1 - share) * believed;
    return new ExpectedAnswer(
        candidate,
        new QualityEstimate(mean, estimate.deviation(), estimate.outcomes()),
        cost(candidate, question.needs(), costs));
  }

  /** What its dearest deployment costs. */
  private static @Nullable Long cost(
      RouteCandidate candidate, RequestNeeds needs, CostEstimate costs) {
    var usage = Usage.of(needs.promptTokens(), needs.answerTokens());
    long most = 0;
    for (DeploymentId target : candidate.targets()) {
      OptionalLong cost = costs.nanoDollars(target, usage);
      if (cost.isEmpty()) {
        return null;
      }
      most = Math.max(most, cost.getAsLong());
    }
    return most;
  }

  String model() {
    return candidate.name();
  }
}
