package dev.tutti.report;

/**
 * Figures of attempts at deployments. Immutable.
 *
 * @param count all of them
 * @param failed those that did not complete
 * @param retries those made because another attempt at the same model had failed
 * @param fallbacks those made because another model had failed
 * @param probes those made although nobody could be asked
 * @param wasted cost of the failed ones in nano-dollars
 * @param duration from their beginning to their end, waits included
 * @param firstToken until the first content, of those that had some
 */
public record AttemptFigures(
    long count,
    long failed,
    long retries,
    long fallbacks,
    long probes,
    long wasted,
    Distribution duration,
    Distribution firstToken) {
  /** No attempts. */
  public static final AttemptFigures NONE =
      new AttemptFigures(0, 0, 0, 0, 0, 0, Distribution.EMPTY, Distribution.EMPTY);

  /** Both together. */
  public AttemptFigures plus(AttemptFigures other) {
    return new AttemptFigures(
        count + other.count,
        failed + other.failed,
        retries + other.retries,
        fallbacks + other.fallbacks,
        probes + other.probes,
        wasted + other.wasted,
        duration.plus(other.duration),
        firstToken.plus(other.firstToken));
  }
}
