package dev.tutti.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Formula of a measure. Immutable.
 *
 * @param subjects figures about one of these say it
 * @param additivity how values of adjacent spans make that of all
 * @param spends whether it is of tokens or money
 * @param n how many calls or attempts it is made of
 * @param least how many these must be for it to mean something
 * @param value what they say then
 */
record Formula(
    Set<FigureSubject> subjects,
    Additivity additivity,
    boolean spends,
    ToLongFunction<Figures> n,
    long least,
    Function<Figures, BigDecimal> value) {
  private static final Set<FigureSubject> CALLS = Set.of(FigureSubject.CALL);
  private static final Set<FigureSubject> ATTEMPTS = Set.of(FigureSubject.ATTEMPT);
  private static final Set<FigureSubject> BOTH = Set.of(FigureSubject.CALL, FigureSubject.ATTEMPT);
  private static final int NANO_DIGITS = 9;
  private static final int MICRO_DIGITS = 3; // of milliseconds
  private static final int RATE_DIGITS = 9;
  private static final long SECOND = 1_000_000; // in microseconds

  static final Formula COST =
      new Formula(
          BOTH,
          Additivity.SUM,
          true,
          Figures::spenders,
          0,
          all -> dollars(all.spend().nanoDollars()));

  static final Formula WASTED_COST =
      new Formula(
          ATTEMPTS,
          Additivity.SUM,
          true,
          all -> all.attempts().failed(),
          0,
          all -> dollars(all.attempts().wasted()));

  static final Formula SAVED_COST =
      new Formula(
          CALLS,
          Additivity.SUM,
          false,
          all -> all.calls().count(),
          0,
          all -> dollars(all.calls().savedNanoDollars()));

  static final Formula MEAN_COST =
      new Formula(
          BOTH,
          Additivity.MEAN,
          true,
          Formula::payers,
          1,
          all ->
              dollars(all.spend().nanoDollars())
                  .divide(BigDecimal.valueOf(payers(all)), NANO_DIGITS, RoundingMode.HALF_EVEN));

  static final Formula PLACE_WAIT_MEAN =
      new Formula(
          CALLS,
          Additivity.MEAN,
          false,
          all -> all.calls().guardWait().count(),
          1,
          all -> millis(placeWait(all.calls())));

  static final Formula OUTPUT_SPEED =
      new Formula(
          ATTEMPTS,
          Additivity.NONE,
          true,
          all -> all.attempts().duration().sum() > 0 ? all.attempts().count() : 0,
          1,
          all -> quotient(all.spend().output() * SECOND, all.attempts().duration().sum()));

  /** Number of calls. */
  static Formula calls(ToLongFunction<CallFigures> part) {
    return new Formula(
        CALLS,
        Additivity.SUM,
        false,
        all -> all.calls().count(),
        0,
        all -> BigDecimal.valueOf(part.applyAsLong(all.calls())));
  }

  /** Number of attempts. */
  static Formula attempts(ToLongFunction<AttemptFigures> part) {
    return new Formula(
        ATTEMPTS,
        Additivity.SUM,
        false,
        all -> all.attempts().count(),
        0,
        all -> BigDecimal.valueOf(part.applyAsLong(all.attempts())));
  }

  /** Share of all calls. */
  static Formula callShare(ToLongFunction<CallFigures> part) {
    return new Formula(
        CALLS,
        Additivity.MEAN,
        false,
        all -> all.calls().count(),
        1,
        all -> quotient(part.applyAsLong(all.calls()), all.calls().count()));
  }

  /** Share of all attempts. */
  static Formula attemptShare(ToLongFunction<AttemptFigures> part) {
    return new Formula(
        ATTEMPTS,
        Additivity.MEAN,
        false,
        all -> all.attempts().count(),
        1,
        all -> quotient(part.applyAsLong(all.attempts()), all.attempts().count()));
  }

  /** Number of tokens, or of who spent them. */
  static Formula spent(ToLongFunction<Spend> part) {
    return new Formula(
        BOTH,
        Additivity.SUM,
        true,
        Figures::spenders,
        0,
        all -> BigDecimal.valueOf(part.applyAsLong(all.spend())));
  }

  /** Mean of durations. */
  static Formula mean(FigureSubject subject, Function<Figures, Distribution> of) {
    return durations(subject, Additivity.MEAN, of, 1, each -> (double) each.sum() / each.count());
  }

  /** Standard deviation of durations. */
  static Formula deviation(FigureSubject subject, Function<Figures, Distribution> of) {
    return durations(subject, Additivity.NONE, of, 2, Distribution::deviation);
  }

  /** Percentile of durations; of 20 or more from the 95th on, of 100 or more from the 99th on. */
  static Formula percentile(
      FigureSubject subject, Function<Figures, Distribution> of, int percent) {
    long least = percent == 100 || percent < 95 ? 1 : percent < 99 ? 20 : 100;
    return durations(
        subject, Additivity.NONE, of, least, each -> each.percentile(percent).orElse(0));
  }

  private static Formula durations(
      FigureSubject subject,
      Additivity additivity,
      Function<Figures, Distribution> of,
      long least,
      ToDoubleFunction<Distribution> micros) {
    return new Formula(
        Set.of(subject),
        additivity,
        false,
        all -> of.apply(all).count(),
        least,
        all -> millis(micros.applyAsDouble(of.apply(all))));
  }

  private static BigDecimal millis(double micros) {
    return BigDecimal.valueOf(Math.round(micros), MICRO_DIGITS);
  }

  /** Mean in microseconds of what is left of waits for limits and places. */
  private static double placeWait(CallFigures calls) {
    return (double) (calls.guardWait().sum() - calls.limitWait().sum()) / calls.guardWait().count();
  }

  /** Calls, or attempts where calls are left out. */
  private static long payers(Figures all) {
    return all.subjects().contains(FigureSubject.CALL)
        ? all.calls().count()
        : all.attempts().count();
  }

  private static BigDecimal dollars(long nanoDollars) {
    return BigDecimal.valueOf(nanoDollars, NANO_DIGITS);
  }

  private static BigDecimal quotient(long part, long whole) {
    return BigDecimal.valueOf(part)
        .divide(BigDecimal.valueOf(whole), RATE_DIGITS, RoundingMode.HALF_EVEN);
  }

  /** Whether figures about these say it. */
  boolean isOf(Set<FigureSubject> known) {
    return subjects.stream().anyMatch(known::contains);
  }

  Figure figure(Figures all) {
    boolean known = isOf(all.subjects());
    long size = known ? n.applyAsLong(all) : 0;
    boolean enough = known && size >= least;
    return new Figure(enough ? value.apply(all) : null, size, flags(all, enough));
  }

  private Set<FigureFlag> flags(Figures all, boolean enough) {
    var flags = EnumSet.noneOf(FigureFlag.class);
    if (!enough) {
      flags.add(FigureFlag.FEW);
    }
    if (all.incomplete()) {
      flags.add(FigureFlag.INCOMPLETE);
    }
    if (spends && all.spend().estimated() > 0) {
      flags.add(FigureFlag.ESTIMATED);
    }
    if (spends && all.spend().unpriced() > 0) {
      flags.add(FigureFlag.UNPRICED);
    }
    return flags;
  }
}
