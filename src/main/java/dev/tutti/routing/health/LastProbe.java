package dev.tutti.routing.health;

import java.time.Duration;
import java.time.Instant;

/** The latest news of a deployment. */
public sealed interface LastProbe {
  /** There is none. */
  record Never() implements LastProbe {}

  /**
   * A probe has ended.
   *
   * @param error why it failed, empty if it did not
   */
  record Done(Instant at, Duration took, String error) implements LastProbe {}

  /** Callers were answered, so that no probe was needed. */
  record Spared(Instant at) implements LastProbe {}
}
