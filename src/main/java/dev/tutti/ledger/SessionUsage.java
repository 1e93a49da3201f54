package dev.tutti.ledger;

/**
 * Usage of the calls of a session, as far as their rows are kept.
 *
 * @param input tokens of prompts
 * @param output tokens of answers
 * @param nanoDollars cost of the attempts whose cost is known
 * @param unpriced attempts whose cost is not known
 * @param saved tokens of the history that views left out, and those that the cache, another call or
 *     a lighter prompt has made unnecessary
 */
public record SessionUsage(
    long calls, long input, long output, long nanoDollars, long unpriced, long saved) {
  /** Usage of a session without calls. */
  public static final SessionUsage NONE = new SessionUsage(0, 0, 0, 0, 0, 0);
}
