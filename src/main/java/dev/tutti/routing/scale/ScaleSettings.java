package dev.tutti.routing.scale;

import dev.tutti.config.Section;
import java.time.Duration;

/**
 * Settings of how many deployments of an alias are active.
 *
 * @param enabled whether it is fewer than all
 * @param min how many always are, 1 to {@code max}
 * @param max how many are at most, up to all of them
 * @param target the share of their capacity that should be in use, 0.05 to 1
 * @param cooldown the least time between two changes
 */
public record ScaleSettings(boolean enabled, int min, int max, double target, Duration cooldown) {
  /** The utilisation to aim at where none is configured. */
  static final double TARGET = 0.7;

  /** All deployments are active. */
  public static final ScaleSettings OFF =
      new ScaleSettings(false, 1, Integer.MAX_VALUE, TARGET, Duration.ofSeconds(60));

  /** Reads {@code scale: {min, max, target, cooldown}} of an alias; off without it. */
  static ScaleSettings read(Section alias, int deployments) {
    if (!alias.has("scale")) {
      return OFF;
    }
    var section = alias.section("scale");
    int all = Math.max(1, deployments);
    int min = section.integer("min", 1, all).or(1);
    int max = section.integer("max", 1, all).or(all);
    if (max < min) {
      section.refuse("max", "a whole number from min, which is %d, to %d".formatted(min, all));
    }
    return new ScaleSettings(
        true,
        min,
        Math.max(min, max),
        section.decimal("target", 0.05, 1).or(OFF.target),
        section.durationOrZero("cooldown").or(OFF.cooldown));
  }
}
