package dev.tutti.alert.engine;

import dev.tutti.alert.rule.Observation;
import dev.tutti.report.Figure;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportMeasure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Figures as measurements. */
final class Readings {
  private static final Observation.Value NOTHING = new Observation.Value(0, 0, 0, 0);
  private static final Set<ReportMeasure> SUCCESSES =
      Set.of(ReportMeasure.SUCCESS_RATE, ReportMeasure.ATTEMPT_SUCCESS_RATE);
  private static final Set<ReportMeasure> ERRORS =
      Set.of(ReportMeasure.ERROR_RATE, ReportMeasure.ATTEMPT_ERROR_RATE);

  private Readings() {}

  /** Observation of a figure; sums of nothing are zero, all else of nothing is missing. */
  static Observation of(ReportMeasure measure, Figure figure) {
    var value = figure.value();
    if (value == null) {
      return new Observation.Missing(figure.n());
    }
    return of(measure, value.doubleValue(), figure.n());
  }

  /** Observation of a value of so many calls, which sums do not depend on. */
  static Observation of(ReportMeasure measure, double value, long cases) {
    if (measure.unit() == MeasureUnit.SHARE) {
      return Observation.rate(value, cases);
    }
    return switch (measure.additivity()) {
      case SUM -> Observation.of(value);
      case MEAN, NONE -> Observation.of(value, cases);
    };
  }

  static boolean isSuccess(ReportMeasure measure) {
    return SUCCESSES.contains(measure);
  }

  /** Whether it says how much of an objective is used up. */
  static boolean burns(ReportMeasure measure) {
    return isSuccess(measure) || ERRORS.contains(measure);
  }

  /** Errors among the calls: what is no success, where successes are measured. */
  static Observation.Value errors(ReportMeasure measure, @Nullable Observation seen) {
    if (!(seen instanceof Observation.Value made)) {
      return NOTHING;
    }
    return isSuccess(measure)
        ? new Observation.Value(1 - made.value(), 1 - made.high(), 1 - made.low(), made.cases())
        : made;
  }
}
