package dev.tutti.routing.balance;

import dev.tutti.call.DeploymentId;
import dev.tutti.resilience.breaker.Breakers;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * State that all groups of a process share, and what is known of their deployments; it outlives a
 * reload.
 *
 * @param availabilities what may keep calls away from a deployment, breakers among them
 * @param pricing what a deployment costs
 * @param shareLeft the share of a deployment's limits that is left, 0 to 1
 * @param random thread-safe
 */
public record GroupContext(
    Breakers breakers,
    List<Availability> availabilities,
    Traffic traffic,
    Pricing pricing,
    ToDoubleFunction<DeploymentId> shareLeft,
    RandomGenerator random) {

  /** Prices of deployments. */
  @FunctionalInterface
  public interface Pricing {
    /** US dollars for a million input and a million output tokens together, if known. */
    OptionalDouble of(DeploymentId target);
  }
}
