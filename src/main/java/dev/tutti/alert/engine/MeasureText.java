package dev.tutti.alert.engine;

import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.Limit;
import dev.tutti.alert.rule.Observation;
import dev.tutti.alert.rule.Span;
import dev.tutti.report.MeasureUnit;
import java.util.Locale;

/** Measurements and limits in words. */
final class MeasureText {
  private static final double SECOND = 1_000;

  private MeasureText() {}

  /** Such as {@code success_rate 75 % of 40 calls, limit: below 90 %}. */
  static String of(AlertRule rule, Observation measured) {
    return switch (measured) {
      case Observation.Missing(long cases) ->
          "%s: no data%s".formatted(rule.measure(), cases == 0 ? "" : ", only " + cases);
      case Observation.Share share ->
          "%s %s of %s in %s"
              .formatted(
                  rule.measure(),
                  amount(MeasureUnit.SHARE, share.share()),
                  amount(MeasureUnit.DOLLARS, share.most()),
                  share.period());
      case Observation.Value made ->
          "%s %s%s, %s"
              .formatted(
                  rule.measure(),
                  value(rule, made.value()),
                  made.cases() == 0 ? "" : " of " + made.cases(),
                  limit(rule));
    };
  }

  private static String value(AlertRule rule, double value) {
    return rule.span() instanceof Span.Burn
        ? "burns %s times too fast".formatted(number(value))
        : amount(AlertMeasure.of(rule.measure()).unit(), value);
  }

  private static String limit(AlertRule rule) {
    if (rule.span() instanceof Span.Burn(double objective)) {
      return "objective: " + amount(MeasureUnit.SHARE, objective);
    }
    var unit = AlertMeasure.of(rule.measure()).unit();
    return switch (rule.limit()) {
      case Limit.Above(double limit, _) -> "limit: above " + amount(unit, limit);
      case Limit.Below(double limit, _) -> "limit: below " + amount(unit, limit);
      case Limit.Steps(var shares) -> "steps: " + shares;
    };
  }

  static String amount(MeasureUnit unit, double value) {
    return switch (unit) {
      case SHARE -> number(value * 100) + " %";
      case MILLISECONDS -> value >= SECOND ? number(value / SECOND) + " s" : number(value) + " ms";
      case DOLLARS -> "$" + number(value);
      case COUNT, TOKENS, TOKENS_PER_SECOND, BYTES, NUMBER -> number(value);
    };
  }

  private static String number(double value) {
    var text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }
}
