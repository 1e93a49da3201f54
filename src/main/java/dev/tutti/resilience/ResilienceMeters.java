package dev.tutti.resilience;

import dev.tutti.resilience.breaker.Breakers;
import dev.tutti.resilience.retry.RetryBudget;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * Meters of failures: {@code tutti.breakers} by state, {@code tutti.breaker.changes} by deployment
 * and new state, {@code tutti.retries} by whether the budget allowed them. Beyond 1,000 deployments
 * the label says {@code other}.
 */
public final class ResilienceMeters {
  private static final int MOST = 1_000;

  private final MeterRegistry registry;
  private final Set<String> named = ConcurrentHashMap.newKeySet();

  private ResilienceMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** From now on measures these. */
  public static void register(MeterRegistry registry, Breakers breakers, RetryBudget budget) {
    var meters = new ResilienceMeters(registry);
    for (var state : new String[] {"closed", "open", "half_open"}) {
      Gauge.builder("tutti.breakers", breakers, all -> count(all, state))
          .description("Deployments by the state of their breaker")
          .tag("state", state)
          .register(registry);
    }
    breakers.listen((target, _, now, _) -> meters.changed(target.deployment(), now));
    retries(registry, budget, "granted", RetryBudget::granted);
    retries(registry, budget, "denied", RetryBudget::denied);
  }

  private static double count(Breakers breakers, String state) {
    return breakers.all().stream().filter(status -> status.state().equals(state)).count();
  }

  private static void retries(
      MeterRegistry registry,
      RetryBudget budget,
      String outcome,
      ToDoubleFunction<RetryBudget> figure) {
    FunctionCounter.builder("tutti.retries", budget, figure)
        .description("Retries that calls wanted, by whether the budget had one left")
        .tag("outcome", outcome)
        .register(registry);
  }

  private void changed(String deployment, String state) {
    boolean known = named.contains(deployment) || (named.size() < MOST && named.add(deployment));
    registry
        .counter(
            "tutti.breaker.changes", "deployment", known ? deployment : "other", "state", state)
        .increment();
  }
}
