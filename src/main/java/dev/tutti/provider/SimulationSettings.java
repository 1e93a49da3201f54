package dev.tutti.provider;

import dev.tutti.config.Argument;
import java.time.Duration;

/**
 * Settings of the simulated provider: its speed, and the shares of its calls that fail or go
 * silent.
 *
 * @param latency before the first token, not negative
 * @param tokensPerSecond of each stream, above 0; infinite for no delay between tokens
 * @param errorRate the share of calls, 0 to 1, that fail with 429, 500 or 503
 * @param stallRate the share of calls, 0 to 1, that go silent half-way; the shares together are at
 *     most 1
 * @param silence how long a silent answer stays open before it ends with {@code timeout}
 * @param seed another seed gives other answers and spoils other calls
 */
public record SimulationSettings(
    Duration latency,
    double tokensPerSecond,
    double errorRate,
    double stallRate,
    Duration silence,
    long seed) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the setting
   */
  public SimulationSettings {
    Argument.check(!latency.isNegative(), "latency", latency, "0s or more");
    Argument.check(tokensPerSecond > 0, "tokens_per_second", tokensPerSecond, "more than 0");
    Argument.check(errorRate >= 0 && errorRate <= 1, "error_rate", errorRate, "0 to 1");
    Argument.check(stallRate >= 0 && stallRate <= 1, "stall_rate", stallRate, "0 to 1");
    double both = errorRate + stallRate;
    Argument.check(both <= 1, "error_rate + stall_rate", both, "at most 1");
    Argument.check(silence.isPositive(), "silence", silence, "more than 0s");
  }

  /** The built-in provider {@code sim}: at once, without errors. */
  public static SimulationSettings builtIn() {
    return new SimulationSettings(
        Duration.ZERO, Double.POSITIVE_INFINITY, 0, 0, Duration.ofSeconds(30), 1);
  }

  /** The server of {@code tutti simulate}: somewhat like a real provider, without errors. */
  public static SimulationSettings server() {
    return new SimulationSettings(Duration.ofMillis(50), 100, 0, 0, Duration.ofMinutes(10), 1);
  }
}
