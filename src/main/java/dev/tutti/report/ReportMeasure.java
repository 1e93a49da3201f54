package dev.tutti.report;

import static dev.tutti.report.FigureSubject.ATTEMPT;
import static dev.tutti.report.FigureSubject.CALL;
import static dev.tutti.report.Formula.attemptShare;
import static dev.tutti.report.Formula.attempts;
import static dev.tutti.report.Formula.callShare;
import static dev.tutti.report.Formula.calls;
import static dev.tutti.report.Formula.deviation;
import static dev.tutti.report.Formula.mean;
import static dev.tutti.report.Formula.percentile;
import static dev.tutti.report.Formula.spent;
import static dev.tutti.report.MeasureUnit.COUNT;
import static dev.tutti.report.MeasureUnit.DOLLARS;
import static dev.tutti.report.MeasureUnit.MILLISECONDS;
import static dev.tutti.report.MeasureUnit.SHARE;
import static dev.tutti.report.MeasureUnit.TOKENS;
import static dev.tutti.report.MeasureUnit.TOKENS_PER_SECOND;

import dev.tutti.config.Argument;
import java.util.Locale;
import java.util.Set;

/** Measure that can be read from {@link Figures}. */
@SuppressWarnings("ImmutableEnumChecker") // formulas are made of functions without state
public enum ReportMeasure {
  /** Calls. */
  CALLS(COUNT, calls(CallFigures::count)),
  /** Calls whose answer came whole. */
  COMPLETED_CALLS(COUNT, calls(CallFigures::completed)),
  /** Calls whose answer did not come whole. */
  FAILED_CALLS(COUNT, calls(each -> each.count() - each.completed())),
  /** Share of calls whose answer came whole. */
  SUCCESS_RATE(SHARE, callShare(CallFigures::completed)),
  /** Share of calls whose answer did not come whole. */
  ERROR_RATE(SHARE, callShare(each -> each.count() - each.completed())),
  /** Calls that completed after a failed attempt. */
  RECOVERED_CALLS(COUNT, calls(CallFigures::recovered)),
  /** Calls that the response cache answered. */
  CACHED_CALLS(COUNT, calls(CallFigures::cached)),
  /** Share of calls that the response cache answered. */
  CACHE_RATE(SHARE, callShare(CallFigures::cached)),
  /** Calls that got another call's answer. */
  COALESCED_CALLS(COUNT, calls(CallFigures::coalesced)),
  /** Calls that got something instead of an answer. */
  DEGRADED_CALLS(COUNT, calls(CallFigures::degraded)),
  /** Tokens that the cache, another call or a lighter prompt has made unnecessary. */
  SAVED_TOKENS(TOKENS, calls(CallFigures::savedTokens)),
  /** Cost of these tokens, at the prices of then. */
  SAVED_COST(DOLLARS, Formula.SAVED_COST),
  /** Attempts. */
  ATTEMPTS(COUNT, attempts(AttemptFigures::count)),
  /** Attempts that did not complete. */
  FAILED_ATTEMPTS(COUNT, attempts(AttemptFigures::failed)),
  /** Share of attempts that completed. */
  ATTEMPT_SUCCESS_RATE(SHARE, attemptShare(each -> each.count() - each.failed())),
  /** Share of attempts that did not complete. */
  ATTEMPT_ERROR_RATE(SHARE, attemptShare(AttemptFigures::failed)),
  /** Attempts made because another one at the same model had failed. */
  RETRIES(COUNT, attempts(AttemptFigures::retries)),
  /** Attempts made because another model had failed. */
  FALLBACKS(COUNT, attempts(AttemptFigures::fallbacks)),
  /** Attempts made although nobody could be asked. */
  PROBES(COUNT, attempts(AttemptFigures::probes)),
  /** Tokens of prompts, cached ones included. */
  INPUT_TOKENS(TOKENS, spent(Spend::input)),
  /** Tokens of prompts that were read from a prompt cache. */
  CACHED_INPUT_TOKENS(TOKENS, spent(Spend::cachedInput)),
  /** Tokens of prompts that were written into a prompt cache. */
  CACHE_WRITE_TOKENS(TOKENS, spent(Spend::cacheWrite)),
  /** Tokens of prompts that were sound. */
  AUDIO_INPUT_TOKENS(TOKENS, spent(Spend::audioInput)),
  /** Tokens of answers, reasoning included. */
  OUTPUT_TOKENS(TOKENS, spent(Spend::output)),
  /** Tokens of answers that were spent on reasoning. */
  REASONING_TOKENS(TOKENS, spent(Spend::reasoning)),
  /** Tokens of answers that were sound. */
  AUDIO_OUTPUT_TOKENS(TOKENS, spent(Spend::audioOutput)),
  /** Tokens of prompts and answers. */
  TOTAL_TOKENS(TOKENS, spent(each -> each.input() + each.output())),
  /** Cost, as far as it is known. */
  COST(DOLLARS, Formula.COST),
  /** Cost of the attempts that did not complete. */
  WASTED_COST(DOLLARS, Formula.WASTED_COST),
  /** Cost divided by calls, or by attempts where calls are left out. */
  MEAN_COST(DOLLARS, Formula.MEAN_COST),
  /** Attempts whose cost is not known. */
  UNPRICED(COUNT, spent(Spend::unpriced)),
  /** Calls or attempts whose tokens were estimated. */
  ESTIMATED(COUNT, spent(Spend::estimated)),
  /** Tokens of answers by the time in which attempts were made. */
  OUTPUT_SPEED(TOKENS_PER_SECOND, Formula.OUTPUT_SPEED),
  /** Mean of the calls' durations. */
  TOTAL_MEAN(MILLISECONDS, mean(CALL, all -> all.calls().total())),
  /** Standard deviation of the calls' durations. */
  TOTAL_DEVIATION(MILLISECONDS, deviation(CALL, all -> all.calls().total())),
  /** Half of the calls take no longer. */
  TOTAL_P50(MILLISECONDS, percentile(CALL, all -> all.calls().total(), 50)),
  /** 95 % of the calls take no longer. */
  TOTAL_P95(MILLISECONDS, percentile(CALL, all -> all.calls().total(), 95)),
  /** 99 % of the calls take no longer. */
  TOTAL_P99(MILLISECONDS, percentile(CALL, all -> all.calls().total(), 99)),
  /** Longest call. */
  TOTAL_MAX(MILLISECONDS, percentile(CALL, all -> all.calls().total(), 100)),
  /** Mean of the calls' times to the first token. */
  FIRST_TOKEN_MEAN(MILLISECONDS, mean(CALL, all -> all.calls().firstToken())),
  /** Half of the calls have their first token by then. */
  FIRST_TOKEN_P50(MILLISECONDS, percentile(CALL, all -> all.calls().firstToken(), 50)),
  /** 95 % of the calls have their first token by then. */
  FIRST_TOKEN_P95(MILLISECONDS, percentile(CALL, all -> all.calls().firstToken(), 95)),
  /** 99 % of the calls have their first token by then. */
  FIRST_TOKEN_P99(MILLISECONDS, percentile(CALL, all -> all.calls().firstToken(), 99)),
  /** Tutti's own share in half of the calls is no more. */
  OVERHEAD_P50(MILLISECONDS, percentile(CALL, all -> all.calls().overhead(), 50)),
  /** Tutti's own share in 95 % of the calls is no more. */
  OVERHEAD_P95(MILLISECONDS, percentile(CALL, all -> all.calls().overhead(), 95)),
  /** Tutti's own share in 99 % of the calls is no more. */
  OVERHEAD_P99(MILLISECONDS, percentile(CALL, all -> all.calls().overhead(), 99)),
  /** Mean of the calls' waits for limits and places. */
  GUARD_WAIT_MEAN(MILLISECONDS, mean(CALL, all -> all.calls().guardWait())),
  /** 95 % of the calls wait no longer for limits and places. */
  GUARD_WAIT_P95(MILLISECONDS, percentile(CALL, all -> all.calls().guardWait(), 95)),
  /** Mean of the calls' waits for limits of callers and models. */
  LIMIT_WAIT_MEAN(MILLISECONDS, mean(CALL, all -> all.calls().limitWait())),
  /** 95 % of the calls wait no longer for limits of callers and models. */
  LIMIT_WAIT_P95(MILLISECONDS, percentile(CALL, all -> all.calls().limitWait(), 95)),
  /** Mean of the calls' waits for limits and places of deployments. */
  PLACE_WAIT_MEAN(MILLISECONDS, Formula.PLACE_WAIT_MEAN),
  /** Mean of the calls' waits for turns in sessions. */
  TURN_WAIT_MEAN(MILLISECONDS, mean(CALL, all -> all.calls().turnWait())),
  /** 95 % of the calls wait no longer for turns in sessions. */
  TURN_WAIT_P95(MILLISECONDS, percentile(CALL, all -> all.calls().turnWait(), 95)),
  /** Mean of the calls' waits between attempts. */
  RETRY_WAIT_MEAN(MILLISECONDS, mean(CALL, all -> all.calls().retryWait())),
  /** 95 % of the calls wait no longer between attempts. */
  RETRY_WAIT_P95(MILLISECONDS, percentile(CALL, all -> all.calls().retryWait(), 95)),
  /** Mean of the attempts' durations. */
  ATTEMPT_MEAN(MILLISECONDS, mean(ATTEMPT, all -> all.attempts().duration())),
  /** Half of the attempts take no longer. */
  ATTEMPT_P50(MILLISECONDS, percentile(ATTEMPT, all -> all.attempts().duration(), 50)),
  /** 95 % of the attempts take no longer. */
  ATTEMPT_P95(MILLISECONDS, percentile(ATTEMPT, all -> all.attempts().duration(), 95)),
  /** 99 % of the attempts take no longer. */
  ATTEMPT_P99(MILLISECONDS, percentile(ATTEMPT, all -> all.attempts().duration(), 99)),
  /** Half of the attempts have their first token by then. */
  ATTEMPT_FIRST_TOKEN_P50(
      MILLISECONDS, percentile(ATTEMPT, all -> all.attempts().firstToken(), 50)),
  /** 95 % of the attempts have their first token by then. */
  ATTEMPT_FIRST_TOKEN_P95(
      MILLISECONDS, percentile(ATTEMPT, all -> all.attempts().firstToken(), 95));

  private final String word = name().toLowerCase(Locale.ROOT);
  private final MeasureUnit unit;
  private final Formula formula;

  ReportMeasure(MeasureUnit unit, Formula formula) {
    this.unit = unit;
    this.formula = formula;
  }

  /** The name that users see, such as {@code success_rate}. */
  public String word() {
    return word;
  }

  /** Unit of its values. */
  public MeasureUnit unit() {
    return unit;
  }

  /** How its values over adjacent spans make the value over all of them. */
  public Additivity additivity() {
    return formula.additivity();
  }

  /**
   * What the figures say. Percentiles need as many calls or attempts as one of them means
   * something: 20 for the 95th, 100 for the 99th.
   */
  public Figure value(Figures figures) {
    return formula.figure(figures);
  }

  /** Whether figures about these subjects say it. */
  public boolean isOf(Set<FigureSubject> subjects) {
    return formula.isOf(subjects);
  }

  /**
   * The measure of that name.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static ReportMeasure of(String word) {
    return Argument.named("measure", word, values(), ReportMeasure::word);
  }
}
