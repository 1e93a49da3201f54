package dev.tutti.gateway.comparison;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A measure of two versions.
 *
 * @param difference where the true difference is, that of the second one less that of the first;
 *     null where there are too few calls to tell
 */
record MeasureComparison(
    ComparedMeasure measure, Estimate a, Estimate b, @Nullable Interval difference) {

  /** What the calls show of the second version against the first. */
  enum Verdict {
    BETTER,
    WORSE,
    /** No difference is shown, which does not say that there is none. */
    OPEN,
    TOO_FEW;

    private final String word = name().toLowerCase(Locale.ROOT);

    String word() {
      return word;
    }
  }

  static MeasureComparison of(ComparedMeasure measure, Estimate a, Estimate b) {
    return new MeasureComparison(measure, a, b, difference(a, b));
  }

  /**
   * Interval of a difference: of shares by Newcombe's tenth method, of means by their standard
   * errors, of percentiles what their intervals leave possible.
   *
   * <p>Source: R. G. Newcombe, "Interval estimation for the difference between independent
   * proportions: comparison of eleven methods", Statistics in Medicine 17 (1998).
   */
  private static @Nullable Interval difference(Estimate a, Estimate b) {
    var first = a.interval();
    var second = b.interval();
    if (first == null || second == null) {
      return null;
    }
    double seen = b.value() - a.value();
    return switch (a.statistic()) {
      case SHARE ->
          new Interval(
              seen - Math.hypot(b.value() - second.low(), first.high() - a.value()),
              seen + Math.hypot(second.high() - b.value(), a.value() - first.low()));
      case MEAN -> Interval.around(seen, Estimate.Z * Math.hypot(a.error(), b.error()));
      case PERCENTILE -> new Interval(second.low() - first.high(), second.high() - first.low());
    };
  }

  Verdict verdict() {
    if (difference == null) {
      return Verdict.TOO_FEW;
    }
    if (difference.low() <= 0 && difference.high() >= 0) {
      return Verdict.OPEN;
    }
    return difference.low() > 0 == measure.isBetterHigher() ? Verdict.BETTER : Verdict.WORSE;
  }
}
