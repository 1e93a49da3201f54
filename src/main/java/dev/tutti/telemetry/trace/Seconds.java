package dev.tutti.telemetry.trace;

import java.time.Duration;

/** Times as decimals of seconds, the unit of OpenTelemetry. */
final class Seconds {
  private static final double NANOS = 1e9;

  private Seconds() {}

  static double of(Duration time) {
    return (double) time.toNanos() / NANOS;
  }
}
