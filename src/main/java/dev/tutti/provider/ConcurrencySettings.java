package dev.tutti.provider;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import java.time.Duration;

/**
 * Limits of a provider, or of one of its models: calls at once, and the least time between their
 * starts.
 *
 * @param maxInFlight how many calls may be in flight at once, 1 to 1,000,000
 * @param queueTimeout how long a call waits for its turn, more than 0
 * @param minInterval the least time between the starts of two calls, 0 or more
 */
public record ConcurrencySettings(int maxInFlight, Duration queueTimeout, Duration minInterval) {
  /** The settings where nothing else is configured. */
  public static final ConcurrencySettings DEFAULT =
      new ConcurrencySettings(100, Duration.ofSeconds(30), Duration.ZERO);

  private static final int MOST_IN_FLIGHT = 1_000_000;

  /** Checks the ranges. */
  public ConcurrencySettings {
    Argument.check(
        maxInFlight >= 1 && maxInFlight <= MOST_IN_FLIGHT,
        "max_in_flight",
        maxInFlight,
        "1 to " + MOST_IN_FLIGHT);
    Argument.check(queueTimeout.isPositive(), "queue_timeout", queueTimeout, "> 0");
    Argument.check(!minInterval.isNegative(), "min_interval", minInterval, ">= 0");
  }

  /** Reads {@code max_in_flight}, {@code queue_timeout} and {@code min_interval}. */
  static ConcurrencySettings read(Section section, ConcurrencySettings otherwise) {
    return new ConcurrencySettings(
        section.integer("max_in_flight", 1, MOST_IN_FLIGHT).or(otherwise.maxInFlight),
        section.duration("queue_timeout").or(otherwise.queueTimeout),
        section.durationOrZero("min_interval").or(otherwise.minInterval));
  }

  /** Reads the same of one of a provider's models, which waits no less than the provider. */
  static ConcurrencySettings ofModel(Section section, ConcurrencySettings provider) {
    return read(
        section,
        new ConcurrencySettings(provider.maxInFlight, provider.queueTimeout, Duration.ZERO));
  }
}
