package dev.tutti.report;

/**
 * Figures of calls as their callers saw them. Immutable.
 *
 * @param count all of them
 * @param completed those whose answer came whole
 * @param recovered those of them that needed more than one attempt
 * @param cached those answered by the response cache
 * @param coalesced those that got another call's answer
 * @param degraded those that got something instead of an answer
 * @param savedTokens tokens that the cache, another call or a lighter prompt has made unnecessary
 * @param savedNanoDollars cost of these, at the prices of then
 * @param total from their beginning to their end
 * @param firstToken until the first content, of those that had some
 * @param overhead Tutti's own time: neither an upstream nor a wait
 * @param guardWait waits for limits and for places at deployments
 * @param retryWait waits between attempts
 * @param limitWait of the waits for limits and places, those for limits of callers and models
 * @param turnWait waits for turns in sessions
 */
public record CallFigures(
    long count,
    long completed,
    long recovered,
    long cached,
    long coalesced,
    long degraded,
    long savedTokens,
    long savedNanoDollars,
    Distribution total,
    Distribution firstToken,
    Distribution overhead,
    Distribution guardWait,
    Distribution retryWait,
    Distribution limitWait,
    Distribution turnWait) {
  /** No calls. */
  public static final CallFigures NONE =
      new CallFigures(
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          Distribution.EMPTY,
          Distribution.EMPTY,
          Distribution.EMPTY,
          Distribution.EMPTY,
          Distribution.EMPTY,
          Distribution.EMPTY,
          Distribution.EMPTY);

  /** Both together. */
  public CallFigures plus(CallFigures other) {
    return new CallFigures(
        count + other.count,
        completed + other.completed,
        recovered + other.recovered,
        cached + other.cached,
        coalesced + other.coalesced,
        degraded + other.degraded,
        savedTokens + other.savedTokens,
        savedNanoDollars + other.savedNanoDollars,
        total.plus(other.total),
        firstToken.plus(other.firstToken),
        overhead.plus(other.overhead),
        guardWait.plus(other.guardWait),
        retryWait.plus(other.retryWait),
        limitWait.plus(other.limitWait),
        turnWait.plus(other.turnWait));
  }
}
