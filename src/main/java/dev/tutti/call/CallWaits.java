package dev.tutti.call;

import java.time.Duration;

/**
 * Waits of a call for others before it asks a deployment, added up by their kind; a call's parts
 * have the same. Confined to the call's loop.
 */
public final class CallWaits {
  private Duration turns = Duration.ZERO;
  private Duration limits = Duration.ZERO;

  /** Notes a wait for its turn in a session. */
  public void forTurn(Duration wait) {
    turns = turns.plus(wait);
  }

  /** Notes a wait for a share of the limits of its caller and its model. */
  public void forLimits(Duration wait) {
    limits = limits.plus(wait);
  }

  /** Waits for its turn in a session. */
  public Duration turns() {
    return turns;
  }

  /** Waits for a share of the limits of its caller and its model. */
  public Duration limits() {
    return limits;
  }
}
