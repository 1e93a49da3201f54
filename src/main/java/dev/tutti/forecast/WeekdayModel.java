package dev.tutti.forecast;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Model of weekdays: an amount is the level, times the factor of its weekday, times a chance.
 *
 * <p>The factor of a weekday is the median of what its days were in relation to the median of the
 * seven days around them. The level is the trimmed mean of the last 14 days, each divided by its
 * factor. Chances are what is left of each day; those that are spikes are not learned. The level
 * may move from week to week as it did before, which widens the band with the distance.
 */
final class WeekdayModel implements DayModel {
  private static final int SIX_WEEKS = 42;
  private static final int WEEK = 7;
  private static final double LEAST_FACTOR = 0.02;

  /** A day is a spike beyond so many times the usual deviation. */
  private static final double SPIKE = 5;

  /** Square root of the days by the days less the factors. */
  private static final double FITTED = Math.sqrt(SIX_WEEKS / (double) (SIX_WEEKS - WEEK));

  private final DailySeries series;
  private final double[] factors;
  private final double level;
  private final double[] chances;
  private final double[] moves;
  private final double[] leveled;
  private final double bound;

  private WeekdayModel(DailySeries series, double[] factors, double[] leveled) {
    this.series = series;
    this.factors = factors;
    this.leveled = leveled;
    level = Robust.trimmedMean(tail(leveled, TWO_WEEKS));
    moves = moves(leveled);
    var all = allChances(leveled);
    bound = spikeBound(all);
    chances = Arrays.stream(all).filter(each -> each <= bound).map(WeekdayModel::widened).toArray();
  }

  static WeekdayModel of(DailySeries whole) {
    var series = whole.last(SIX_WEEKS);
    var factors = factors(series);
    var leveled =
        IntStream.range(0, series.length())
            .mapToDouble(day -> series.at(day) / factors[series.weekday(day)])
            .toArray();
    return new WeekdayModel(series, factors, leveled);
  }

  private static double[] tail(double[] values, int count) {
    return Arrays.copyOfRange(values, Math.max(0, values.length - count), values.length);
  }

  private static double[] factors(DailySeries series) {
    var factors = new double[WEEK];
    for (int weekday = 0; weekday < WEEK; weekday++) {
      factors[weekday] = factor(series, weekday);
    }
    double mean = Arrays.stream(factors).average().orElse(1);
    for (int weekday = 0; weekday < WEEK; weekday++) {
      factors[weekday] = mean == 0 ? 1 : Math.max(LEAST_FACTOR, factors[weekday] / mean);
    }
    return factors;
  }

  private static double factor(DailySeries series, int weekday) {
    var ratios =
        IntStream.range(WEEK / 2, series.length() - WEEK / 2)
            .filter(day -> series.weekday(day) == weekday)
            .mapToDouble(day -> ratio(series, day))
            .filter(ratio -> !Double.isNaN(ratio))
            .toArray();
    return ratios.length == 0 ? 1 : Robust.median(ratios);
  }

  private static double ratio(DailySeries series, int day) {
    var around =
        IntStream.rangeClosed(day - WEEK / 2, day + WEEK / 2).mapToDouble(series::at).toArray();
    double usual = Robust.median(around);
    return usual == 0 ? Double.NaN : series.at(day) / usual;
  }

  private static double[] allChances(double[] leveled) {
    var chances =
        IntStream.range(0, leveled.length)
            .mapToDouble(day -> chance(leveled, day))
            .filter(each -> !Double.isNaN(each))
            .toArray();
    return chances.length == 0 ? new double[] {1} : chances;
  }

  /** The factors were fitted to the same days, which made their chances look smaller. */
  private static double widened(double chance) {
    return Math.max(0, 1 + (chance - 1) * FITTED);
  }

  /** A day in relation to the days around it. */
  private static double chance(double[] leveled, int day) {
    int from = Math.max(0, day - WEEK);
    int to = Math.min(leveled.length, day + WEEK + 1);
    var others =
        IntStream.range(from, to).filter(i -> i != day).mapToDouble(i -> leveled[i]).toArray();
    double local = Robust.trimmedMean(others);
    return local == 0 ? Double.NaN : leveled[day] / local;
  }

  private static double spikeBound(double[] chances) {
    double middle = Robust.median(chances);
    double deviation =
        1.4826
            * Robust.median(Arrays.stream(chances).map(each -> Math.abs(each - middle)).toArray());
    return middle + SPIKE * Math.max(deviation, 0.02);
  }

  /** Logarithms of what the level did from one week to the next. */
  private static double[] moves(double[] leveled) {
    int weeks = leveled.length / WEEK;
    var levels = new double[weeks];
    for (int i = 0; i < weeks; i++) {
      int end = leveled.length - (weeks - 1 - i) * WEEK;
      levels[i] = Robust.median(Arrays.copyOfRange(leveled, end - WEEK, end));
    }
    return IntStream.range(1, weeks)
        .filter(i -> levels[i] > 0 && levels[i - 1] > 0)
        .mapToDouble(i -> Math.log(levels[i] / levels[i - 1]))
        .toArray();
  }

  /** Whether a day was a spike, which the model has not learned from. */
  boolean isSpike(int day) {
    double local = chance(leveled, day);
    return !Double.isNaN(local) && local > bound;
  }

  /** Days that were spikes, by their distance from the end of the series: 1 is its last day. */
  int[] spikes() {
    return IntStream.range(0, series.length())
        .filter(this::isSpike)
        .map(day -> series.length() - day)
        .toArray();
  }

  @Override
  public ForecastMethod method() {
    return ForecastMethod.WEEKDAYS;
  }

  @Override
  public double expected(int ahead) {
    return level * factors[series.weekday(series.length() + ahead)];
  }

  @Override
  public double[] path(int days, RandomGenerator random) {
    var path = new double[days];
    double moved = 0;
    for (int ahead = 0; ahead < days; ahead++) {
      if (ahead % WEEK == 0 && moves.length > 0) {
        moved += moves[random.nextInt(moves.length)];
      }
      double chance = chances[random.nextInt(chances.length)];
      path[ahead] = expected(ahead) * Math.exp(moved) * chance;
    }
    return path;
  }
}
