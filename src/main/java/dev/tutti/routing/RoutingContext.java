package dev.tutti.routing;

import dev.tutti.call.Target;
import dev.tutti.resilience.Backoff;
import dev.tutti.resilience.Breakers;
import dev.tutti.resilience.RetryBudget;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * What all models of a process share; it outlives a reload.
 *
 * @param gates what may keep calls away from a deployment, breakers among them
 * @param scaling which deployments of an alias are active
 * @param pricing what a deployment costs
 * @param shareLeft the share of a deployment's limits that is left, 0 to 1
 * @param shared the upstream calls that others may join
 * @param degradations what callers get when nobody can answer
 * @param structured how answers are held to the form that callers ask for
 * @param caching the answers that may be given again
 * @param random thread-safe
 */
public record RoutingContext(
    Breakers breakers,
    List<Gate> gates,
    Traffic traffic,
    Scaling scaling,
    Retries retries,
    Pricing pricing,
    ToDoubleFunction<Target> shareLeft,
    SharedCalls shared,
    Degradations degradations,
    StructuredOutput structured,
    Caching caching,
    RandomGenerator random) {

  /** How calls are tried again. */
  public record Retries(RetryBudget budget, Backoff backoff) {}

  /** What a deployment costs. */
  @FunctionalInterface
  public interface Pricing {
    /** US dollars for a million input and a million output tokens together, if known. */
    OptionalDouble of(Target target);
  }
}
