package dev.tutti.gateway.comparison;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Measure by which versions are compared. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum ComparedMeasure {
  /** Share of calls that have failed. */
  ERROR_RATE("share", new Form.Share(CallOutcome::failed)),
  /** Share of calls that have failed because the answer was not what it must be. */
  INVALID_OUTPUT("share", new Form.Share(CallOutcome::invalid)),
  /** Share of calls that got something in the place of an answer. */
  DEGRADED("share", new Form.Share(CallOutcome::degraded)),
  /** Cost of a call on average, where the prices are known. */
  COST("usd", new Form.Mean(CallOutcome::cost)),
  /** Tokens of a call on average. */
  TOKENS("tokens", new Form.Mean(CallOutcome::tokens)),
  /** What was said of answers, on average. */
  FEEDBACK("score", new Form.Mean(CallOutcome::feedback)),
  /** Time that half of the calls take at most. */
  TOTAL_P50("ms", new Form.Percentile(CallOutcome::total, .5)),
  /** Time that 95 of 100 calls take at most. */
  TOTAL_P95("ms", new Form.Percentile(CallOutcome::total, .95)),
  /** Time that 99 of 100 calls take at most. */
  TOTAL_P99("ms", new Form.Percentile(CallOutcome::total, .99)),
  /** Time to the first token of half of the calls. */
  FIRST_TOKEN_P50("ms", new Form.Percentile(CallOutcome::firstToken, .5)),
  /** Time to the first token of 95 of 100 calls. */
  FIRST_TOKEN_P95("ms", new Form.Percentile(CallOutcome::firstToken, .95));

  private final String unit;
  private final Form form;
  private final String word = name().toLowerCase(Locale.ROOT);

  ComparedMeasure(String unit, Form form) {
    this.unit = unit;
    this.form = form;
  }

  /** Way in which it is made of calls. */
  private sealed interface Form {
    /** Share of calls of which something is true. */
    record Share(Predicate<CallOutcome> hit) implements Form {}

    /** Mean of the numbers that are known. */
    record Mean(ToDoubleFunction<CallOutcome> value) implements Form {}

    /** Percentile of the numbers that are known. */
    record Percentile(ToDoubleFunction<CallOutcome> value, double share) implements Form {}
  }

  /** The name that users see. */
  String word() {
    return word;
  }

  /** Unit of its values. */
  String unit() {
    return unit;
  }

  /** Whether a greater value is the better one. */
  boolean isBetterHigher() {
    return this == FEEDBACK;
  }

  /** Its value in some calls. */
  Estimate of(List<CallOutcome> calls) {
    return switch (form) {
      case Form.Share(var hit) -> Estimate.share(calls.stream().filter(hit).count(), calls.size());
      case Form.Mean(var value) -> Estimate.mean(known(calls, value));
      case Form.Percentile(var value, double share) ->
          Estimate.percentile(known(calls, value), share);
    };
  }

  private static double[] known(List<CallOutcome> calls, ToDoubleFunction<CallOutcome> value) {
    return calls.stream().mapToDouble(value).filter(each -> !Double.isNaN(each)).toArray();
  }
}
