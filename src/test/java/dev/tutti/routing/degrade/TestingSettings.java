package dev.tutti.routing.degrade;

import dev.tutti.cache.CacheSettings;
import dev.tutti.call.Sharing;
import dev.tutti.resilience.retry.RetrySettings;
import dev.tutti.routing.ModelSettings;
import dev.tutti.routing.balance.Group;
import dev.tutti.routing.health.HealthSettings;
import dev.tutti.routing.retry.Fallbacks;
import dev.tutti.routing.scale.CapacitySettings;
import java.util.List;

/** Settings of aliases with defaults for what a test does not care about. */
public final class TestingSettings {
  private TestingSettings() {}

  /** An alias called {@code m}. */
  public static ModelSettings alias(
      List<ModelSettings.WeightedDeployment> deployments,
      HealthSettings health,
      CapacitySettings capacity) {
    return new ModelSettings(
        "m",
        deployments,
        Group.Choice.DEFAULT,
        Fallbacks.none(),
        RetrySettings.DEFAULT,
        Sharing.BY_REQUEST,
        DegradeSettings.NONE,
        CacheSettings.OFF,
        health,
        capacity);
  }
}
