package dev.tutti.provider.simulated;

import java.time.Duration;

/**
 * Pace of a simulated provider: its latency and its speed.
 *
 * @param latency before the first token
 * @param tokensPerSecond of one stream, may be infinite
 * @param silence how long an answer that has gone silent stays open
 */
public record SimulatedPace(Duration latency, double tokensPerSecond, Duration silence) {
  private static final double NANOS = 1e9;

  /** The time after which so many tokens are made, after the beginning. */
  Duration after(long tokens, AnswerPlan.Speed speed) {
    double rate = Math.min(tokensPerSecond, speed.fastest()) * speed.choices();
    return latency.plusNanos((long) (tokens / rate * NANOS));
  }
}
