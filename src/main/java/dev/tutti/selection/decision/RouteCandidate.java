package dev.tutti.selection.decision;

import dev.tutti.call.DeploymentId;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Model that a request may go to.
 *
 * @param traits that the operator has told
 * @param known what is known of it beside them, by its deployments' upstream names
 * @param strength what it can do beside others, 0 to 1
 * @param relativeCost of a call beside the dearest one, 0 to 1, where no price is known
 * @param priced whether prices of all its deployments are known
 * @param targets its deployments
 * @param latency moving average of the time to the first token; zero while nothing is known
 */
public record RouteCandidate(
    String name,
    ModelTraits traits,
    ModelTraits known,
    ModelTier tier,
    double strength,
    double relativeCost,
    boolean priced,
    List<DeploymentId> targets,
    Supplier<Duration> latency) {
  /** Keeps a copy. */
  public RouteCandidate {
    targets = List.copyOf(targets);
  }
}
