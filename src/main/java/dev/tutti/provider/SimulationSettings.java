package dev.tutti.provider;

import dev.tutti.chat.Fault;
import java.time.Duration;

/**
 * How the simulated provider behaves.
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
   * @throws Fault {@code invalid_request} naming the setting
   */
  public SimulationSettings {
    check("latency", !latency.isNegative(), latency, "0s or more");
    check("tokens_per_second", tokensPerSecond > 0, tokensPerSecond, "more than 0");
    check("error_rate", errorRate >= 0 && errorRate <= 1, errorRate, "0 to 1");
    check("stall_rate", stallRate >= 0 && stallRate <= 1, stallRate, "0 to 1");
    double both = errorRate + stallRate;
    check("error_rate + stall_rate", both <= 1, both, "at most 1");
    check("silence", silence.isPositive(), silence, "more than 0s");
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

  private static void check(String name, boolean right, Object value, String expected) {
    if (!right) {
      throw Fault.invalid(name, "%s (expected: %s)".formatted(value, expected));
    }
  }
}
