package dev.tutti.token.learned;

/**
 * Ratio of the tokens that are reported of a model to those that were forecast at a glance.
 *
 * @param reports from which it was learned, as far as they count
 * @param value 1 for what is as it was forecast
 */
record ForecastRatio(int reports, double value) {
  /** Nothing is known. */
  static final ForecastRatio NONE = new ForecastRatio(0, 1);

  private static final int SLOWEST = 16;

  /** The same after another report, which counts for a sixteenth at least. */
  ForecastRatio next(double seen) {
    int number = Math.min(reports + 1, SLOWEST);
    return new ForecastRatio(number, value + (seen - value) / number);
  }
}
