package dev.tutti.routing;

import dev.tutti.call.Target;
import dev.tutti.resilience.AdaptiveConcurrency;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What deployments can take together: the sum of their adaptive limits, but at each provider no
 * more than it may have in flight; where a deployment has no such limit, all that its provider may
 * have.
 *
 * @param maxInFlight calls at once at a provider
 */
public record DeploymentCapacity(AdaptiveConcurrency adaptive, ToIntFunction<String> maxInFlight)
    implements Scaling.Capacity {

  @Override
  public double of(List<Target> targets) {
    var atProviders = new HashMap<String, Double>();
    for (var target : targets) {
      double most = maxInFlight.applyAsInt(target.provider());
      double limit = Math.min(most, adaptive.limit(target).orElse(Integer.MAX_VALUE));
      atProviders.merge(target.provider(), limit, (one, other) -> Math.min(most, one + other));
    }
    return atProviders.values().stream().mapToDouble(each -> each).sum();
  }
}
