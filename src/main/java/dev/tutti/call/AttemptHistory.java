package dev.tutti.call;

import java.util.List;

/**
 * Attempts of a call and the choices that led to them. Grows with the call, on its loop.
 *
 * @param attempts in order
 */
public record AttemptHistory(List<Attempt> attempts, Decision decision) {

  /** Copy of what is known of it now, for a reader on another loop. */
  public AttemptHistory copy() {
    return new AttemptHistory(attempts.stream().map(Attempt::copy).toList(), decision.copy());
  }
}
