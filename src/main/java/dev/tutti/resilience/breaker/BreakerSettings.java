package dev.tutti.resilience.breaker;

import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;

/**
 * Settings of a circuit breaker: when a deployment is left alone, and for how long.
 *
 * @param consecutive failures in a row that open the breaker, 1 to 1,000
 * @param failureRate the share of the window that opens it, above 0 and at most 1
 * @param window how many of the latest attempts are looked at, 1 to {@value #WIDEST}
 * @param open how long it stays open before a probe is let through; an upstream's Retry-After makes
 *     it longer
 * @param enabled whether failures and rests keep calls away at all
 */
public record BreakerSettings(
    int consecutive, double failureRate, int window, Duration open, boolean enabled) {
  /** Section {@code breaker}. */
  public static final SettingsSection<BreakerSettings> SECTION =
      SettingsSection.fixed("breaker", BreakerSettings::read);

  /** 5 in a row, or half of the last 20; open for 60 s. */
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(5, 0.5, 20, Duration.ofSeconds(60), true);

  static final int WIDEST = 64;

  /** Reads {@code breaker: {consecutive, failure_rate, window, open, enabled}}. */
  public static BreakerSettings read(Section section) {
    return new BreakerSettings(
        section.integer("consecutive", 1, 1_000).or(DEFAULT.consecutive),
        section.decimal("failure_rate", 0.01, 1).or(DEFAULT.failureRate),
        section.integer("window", 1, WIDEST).or(DEFAULT.window),
        section.duration("open").or(DEFAULT.open),
        section.bool("enabled").or(DEFAULT.enabled));
  }
}
