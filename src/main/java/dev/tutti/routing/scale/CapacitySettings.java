package dev.tutti.routing.scale;

import dev.tutti.config.Section;
import dev.tutti.resilience.concurrency.AdaptiveSettings;

/**
 * Settings of how much an alias asks of its deployments.
 *
 * @param adaptive how many calls at once each of them gets; where it is off, their providers say
 * @param scale how many of them are active
 */
public record CapacitySettings(AdaptiveSettings adaptive, ScaleSettings scale) {
  /** As much as their providers allow, of all of them. */
  public static final CapacitySettings ALL =
      new CapacitySettings(AdaptiveSettings.OFF, ScaleSettings.OFF);

  public static CapacitySettings read(Section alias, int deployments) {
    return new CapacitySettings(
        AdaptiveSettings.read(alias), ScaleSettings.read(alias, deployments));
  }
}
