package dev.tutti.routing;

import dev.tutti.cache.CacheSettings;
import dev.tutti.call.Sharing;
import dev.tutti.resilience.retry.RetrySettings;
import java.util.List;

/** Settings of aliases with defaults for what a test does not care about. */
final class TestingSettings {
  private TestingSettings() {}

  /** An alias called {@code m}. */
  static ModelSettings alias(
      List<ModelSettings.Share> deployments, HealthSettings health, CapacitySettings capacity) {
    return new ModelSettings(
        "m",
        deployments,
        Group.Choice.DEFAULT,
        Chains.none(),
        RetrySettings.DEFAULT,
        Sharing.BY_REQUEST,
        DegradeSettings.NONE,
        CacheSettings.OFF,
        health,
        capacity);
  }
}
