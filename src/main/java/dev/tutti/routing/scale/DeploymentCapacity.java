package dev.tutti.routing.scale;

import dev.tutti.call.DeploymentId;
import dev.tutti.resilience.concurrency.AdaptiveConcurrency;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Capacity of deployments together: the sum of their limits, adaptive and configured, but at each
 * provider no more than it may have in flight.
 *
 * @param atProvider calls at once at a provider
 * @param atModel calls at once at one of its models, no more than at the provider
 */
public record DeploymentCapacity(
    AdaptiveConcurrency adaptive,
    ToIntFunction<String> atProvider,
    ToIntFunction<DeploymentId> atModel)
    implements Autoscaler.Capacity {

  @Override
  public double of(List<DeploymentId> targets) {
    var atProviders = new HashMap<String, Double>();
    for (var target : targets) {
      double most = atProvider.applyAsInt(target.provider());
      double limit =
          Math.min(atModel.applyAsInt(target), adaptive.limit(target).orElse(Integer.MAX_VALUE));
      atProviders.merge(target.provider(), limit, (one, other) -> Math.min(most, one + other));
    }
    return atProviders.values().stream().mapToDouble(each -> each).sum();
  }
}
