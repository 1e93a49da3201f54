package dev.tutti.routing;

import dev.tutti.call.DeploymentId;
import dev.tutti.resilience.concurrency.AdaptiveSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Within which bounds the calls at once at each deployment follow its latency: as the first alias
 * says that has it and says something, otherwise as its provider says. Immutable.
 */
public final class AdaptiveRules {
  private final Map<DeploymentId, AdaptiveSettings> deployments;
  private final Map<String, AdaptiveSettings> providers;

  private AdaptiveRules(
      Map<DeploymentId, AdaptiveSettings> deployments, Map<String, AdaptiveSettings> providers) {
    this.deployments = Map.copyOf(deployments);
    this.providers = Map.copyOf(providers);
  }

  /** The rules of these aliases, in their order, and of providers by name. */
  public static AdaptiveRules of(
      Collection<ModelSettings> models, Map<String, AdaptiveSettings> providers) {
    var deployments = new HashMap<DeploymentId, AdaptiveSettings>();
    for (var model : models) {
      var adaptive = model.capacity().adaptive();
      if (adaptive.enabled()) {
        model
            .deployments()
            .forEach(
                each ->
                    deployments.putIfAbsent(
                        new DeploymentId(each.provider(), each.model()), adaptive));
      }
    }
    return new AdaptiveRules(deployments, providers);
  }

  /** The settings of a deployment. */
  public AdaptiveSettings of(DeploymentId target) {
    var own = deployments.get(target);
    return own == null ? providers.getOrDefault(target.provider(), AdaptiveSettings.OFF) : own;
  }
}
