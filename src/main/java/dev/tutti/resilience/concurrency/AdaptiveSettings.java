package dev.tutti.resilience.concurrency;

import dev.tutti.config.Section;

/**
 * Between which bounds the calls at once at a deployment follow its latency.
 *
 * @param enabled whether they do at all
 * @param min calls at once that are always allowed, 1 to {@code max}
 * @param max calls at once that are never exceeded, {@code min} to 1,000,000
 * @param initial what is allowed before anything is known, {@code min} to {@code max}
 */
public record AdaptiveSettings(boolean enabled, int min, int max, int initial) {
  /** Calls are not limited this way. */
  public static final AdaptiveSettings OFF = new AdaptiveSettings(false, 1, 200, 20);

  private static final int MOST = 1_000_000;

  /** Reads {@code adaptive: {min, max, initial}} of a provider or an alias; off without it. */
  public static AdaptiveSettings read(Section owner) {
    if (!owner.has("adaptive")) {
      return OFF;
    }
    var section = owner.section("adaptive");
    int min = section.integer("min", 1, MOST).or(OFF.min);
    int max = section.integer("max", 1, MOST).or(Math.max(min, OFF.max));
    if (max < min) {
      section.refuse("max", "a whole number from min, which is %d, to %d".formatted(min, MOST));
    }
    int usual = Math.clamp(OFF.initial, min, Math.max(min, max));
    int initial = section.integer("initial", 1, MOST).or(usual);
    if (max >= min && (initial < min || initial > max)) {
      section.refuse("initial", "a whole number from %d to %d".formatted(min, max));
    }
    return new AdaptiveSettings(true, min, max, initial);
  }
}
