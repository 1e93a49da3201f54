package dev.tutti.alert.engine;

import dev.tutti.config.Kind;
import dev.tutti.report.MeasureUnit;
import dev.tutti.report.ReportMeasure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measure that a rule may watch. */
public sealed interface AlertMeasure {

  /** Figure of the calls or attempts of a window. */
  record OfCalls(ReportMeasure measure) implements AlertMeasure {}

  /** Measure of requests that others have measured in a window. */
  record OfOthers(ExternalMeasure measure) implements AlertMeasure {}

  /** Value of the server at this moment. */
  record OfServer(AlertGauge gauge) implements AlertMeasure {}

  /** All of them by their names. */
  Map<String, AlertMeasure> ALL = all();

  /** Kind of a setting that names one. */
  Kind<String> NAME =
      Kind.of(
          "a measure such as success_rate, total_p95, cost or budget_used",
          ReportMeasure.SUCCESS_RATE.word(),
          text -> {
            if (!ALL.containsKey(text)) {
              throw new IllegalArgumentException(text);
            }
            return text;
          });

  private static Map<String, AlertMeasure> all() {
    var all = new LinkedHashMap<String, AlertMeasure>();
    Arrays.stream(ReportMeasure.values()).forEach(each -> all.put(each.word(), new OfCalls(each)));
    Arrays.stream(ExternalMeasure.values())
        .forEach(each -> all.put(each.word(), new OfOthers(each)));
    Arrays.stream(AlertGauge.values()).forEach(each -> all.put(each.word(), new OfServer(each)));
    return all;
  }

  /**
   * The measure of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static AlertMeasure of(String word) {
    var measure = ALL.get(word);
    if (measure == null) {
      throw new IllegalArgumentException("measure: " + word + " (expected: " + ALL.keySet() + ")");
    }
    return measure;
  }

  /** Unit of its values. */
  default MeasureUnit unit() {
    return switch (this) {
      case OfCalls(ReportMeasure measure) -> measure.unit();
      case OfOthers(ExternalMeasure measure) -> measure.unit();
      case OfServer(AlertGauge gauge) -> gauge.unit();
    };
  }
}
