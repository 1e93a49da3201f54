package dev.tutti.forecast.usage;

import dev.tutti.forecast.DailySeries;
import dev.tutti.forecast.Forecaster;
import dev.tutti.forecast.WeeklyPeaks;
import dev.tutti.monitor.TimedSample;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureSeries;
import dev.tutti.report.FigureSource;
import dev.tutti.report.Figures;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.report.SeriesStep;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Forecasts of this server. Those of budgets are kept for a quarter of an hour, and those of peaks,
 * which are made of whole hours, until the next one. Thread-safe.
 */
public final class UsageForecasts {
  private static final int KNOWN_DAYS = 42;
  private static final int KNOWN_WEEKS = 6;
  private static final int WEEKS_AHEAD = 52;
  private static final int DISK_DAYS = 365;
  private static final int MOST_BUDGETS = 100;
  private static final int MOST_PROVIDERS = 20;
  private static final int HOURS_OF_WEEK = 168;
  private static final Duration FRESH = Duration.ofMinutes(15);
  private static final double NANOS = 1e9;
  private static final double MICROS_OF_HOUR = 3.6e9;
  private static final long SEED = 20_260_301; // any: the same days give the same forecast

  private final FigureSource figures;
  private final DiskHistory disk;
  private final Supplier<List<Budgets.Status>> budgets;
  private final PeakLimits limits;
  private final InstantSource clock;
  private final Map<Past, Kept> kept = new ConcurrentHashMap<>();
  private final Map<ReportMeasure, KeptPeaks> keptPeaks = new ConcurrentHashMap<>();

  /** The days of an account before one, in a zone. */
  private record Past(String account, LocalDate today, ZoneId zone) {}

  private record Kept(Instant at, DailySeries days) {}

  /** Peaks of whole hours before one. */
  private record KeptPeaks(
      Instant hour, WeeklyPeaks together, SortedMap<String, WeeklyPeaks> providers) {

    void add(String provider, List<Double> hours) {
      providers.put(provider, peaks(hours));
    }

    List<PeakForecast> beside(Function<String, OptionalLong> limit) {
      var first = hour.atZone(ZoneOffset.UTC).toLocalDate();
      var all = new ArrayList<PeakForecast>();
      all.add(PeakForecast.unbounded("", together));
      providers.forEach(
          (name, peaks) -> {
            var most = limit.apply(name);
            all.add(
                most.isPresent()
                    ? PeakForecast.beside(most.getAsLong(), name, peaks, first)
                    : PeakForecast.unbounded(name, peaks));
          });
      return all;
    }
  }

  /**
   * Forecasts over these.
   *
   * @param disk what was free of it
   * @param budgets of the moment, those without an amount among them
   * @param limits of the moment
   */
  public UsageForecasts(
      FigureSource figures,
      DiskHistory disk,
      Supplier<List<Budgets.Status>> budgets,
      PeakLimits limits,
      InstantSource clock) {
    this.figures = figures;
    this.disk = disk;
    this.budgets = budgets;
    this.limits = limits;
    this.clock = clock;
  }

  /** Forecasts of the budgets of which the largest shares are spent, 100 at most. */
  public List<BudgetForecast> budgets() {
    var now = clock.instant();
    kept.values().removeIf(each -> each.at.isBefore(now.minus(FRESH)));
    return budgets.get().stream()
        .filter(each -> each.most() > 0)
        .sorted(
            Comparator.comparingDouble((Budgets.Status each) -> (double) each.spent() / each.most())
                .reversed())
        .limit(MOST_BUDGETS)
        .map(each -> budget(each, now))
        .toList();
  }

  private BudgetForecast budget(Budgets.Status status, Instant now) {
    var zone = status.resets().getZone();
    var today = now.atZone(zone).toLocalDate();
    var known = days(new Past(status.account(), today, zone), now);
    int days = (int) ChronoUnit.DAYS.between(today, status.resets().toLocalDate());
    double spent = status.spent() / NANOS;
    double most = status.most() / NANOS;
    double left = leftOfDay(now, zone);
    var forecast = Forecaster.forecast(known, Math.clamp(days, 1, Forecaster.MOST_DAYS), SEED);
    return new BudgetForecast(
        status.account(),
        most,
        spent,
        status.resets(),
        forecast,
        forecast.total(left).plus(spent),
        forecast.reach(Math.max(0, most - spent), left));
  }

  /** Days that are kept, or read: twice when two ask at once, rather than that one waits. */
  private DailySeries days(Past past, Instant now) {
    var known = kept.get(past);
    if (known != null) {
      return known.days;
    }
    var days = days(filter(past.account), past.today, past.zone);
    kept.put(past, new Kept(now, days));
    return days;
  }

  /** Calls that an account pays for: {@code key/ID/day}, {@code owner/NAME/month}. */
  private static String filter(String account) {
    var name = account.substring(account.indexOf('/') + 1, account.lastIndexOf('/'));
    var field = account.substring(0, account.indexOf('/'));
    return "%s=\"%s\"".formatted(field, name.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private static double leftOfDay(Instant now, ZoneId zone) {
    var local = now.atZone(zone);
    var begin = local.toLocalDate().atStartOfDay(zone);
    var end = local.toLocalDate().plusDays(1).atStartOfDay(zone);
    return (double) Duration.between(local, end).toMillis()
        / Duration.between(begin, end).toMillis();
  }

  private DailySeries days(String filter, LocalDate today, ZoneId zone) {
    var first = today.minusDays(KNOWN_DAYS);
    var scope =
        ReportScope.of(
            first.atStartOfDay(zone).toInstant(),
            today.atStartOfDay(zone).toInstant(),
            zone,
            filter,
            clock.instant());
    var series = Store.await(figures.series(scope, SeriesStep.of("day")));
    return new DailySeries(
        first, points(series, each -> each.spend().nanoDollars() / NANOS).getFirst());
  }

  private static List<List<Double>> points(FigureSeries series, ToDoubleFunction<Figures> value) {
    return series.lines().stream()
        .map(
            line ->
                line.points().stream().map(each -> Math.max(0, value.applyAsDouble(each))).toList())
        .toList();
  }

  /** Peaks of tokens per minute, of all together and of the largest providers. */
  public List<PeakForecast> tokens() {
    ToDoubleFunction<Figures> perMinute =
        each -> (each.spend().input() + each.spend().output()) / 60.0;
    return peaks(perMinute, ReportMeasure.TOTAL_TOKENS, perMinute, limits::tokensPerMinute);
  }

  /**
   * Peaks of calls at once, as the mean of each hour: of the calls of all together, and of the
   * attempts at the providers of the most.
   */
  public List<PeakForecast> concurrency() {
    return peaks(
        each -> each.calls().total().sum() / MICROS_OF_HOUR,
        ReportMeasure.ATTEMPTS,
        each -> each.attempts().duration().sum() / MICROS_OF_HOUR,
        limits::callsAtOnce);
  }

  /**
   * Peaks of all together, and of the largest providers.
   *
   * @param order by which these are found
   */
  private List<PeakForecast> peaks(
      ToDoubleFunction<Figures> together,
      ReportMeasure order,
      ToDoubleFunction<Figures> ofProvider,
      Function<String, OptionalLong> limit) {
    var now = thisHour();
    var known = keptPeaks.get(order);
    if (known == null || !known.hour.equals(now)) {
      known = new KeptPeaks(now, peaks(hours("", together)), new TreeMap<>());
      byProvider(order, ofProvider).forEach(known::add);
      keptPeaks.put(order, known);
    }
    return known.beside(limit);
  }

  private static WeeklyPeaks peaks(List<Double> hours) {
    return WeeklyPeaks.of(hours, WEEKS_AHEAD, SEED);
  }

  private Instant thisHour() {
    return clock.instant().truncatedTo(ChronoUnit.HOURS);
  }

  /** Whole hours of the last weeks, asked for in spans of at most 500. */
  private List<Double> hours(String filter, ToDoubleFunction<Figures> value) {
    var hours = new ArrayList<Double>();
    for (int week = KNOWN_WEEKS; week > 0; week--) {
      var series = Store.await(figures.series(week(week, filter), SeriesStep.of("1h")));
      hours.addAll(points(series, value).getFirst());
    }
    return hours;
  }

  private ReportScope week(int ago, String filter) {
    var from = thisHour().minus(Duration.ofHours((long) ago * HOURS_OF_WEEK));
    var to = from.plus(Duration.ofHours(HOURS_OF_WEEK));
    return ReportScope.of(from, to, ZoneOffset.UTC, filter, clock.instant());
  }

  private Map<String, List<Double>> byProvider(
      ReportMeasure order, ToDoubleFunction<Figures> value) {
    var providers = new TreeMap<String, List<Double>>();
    for (int week = KNOWN_WEEKS; week > 0; week--) {
      var series =
          Store.await(
              figures.series(
                  week(week, ""), SeriesStep.of("1h"), Dimension.PROVIDER, order, MOST_PROVIDERS));
      int before = (KNOWN_WEEKS - week) * HOURS_OF_WEEK;
      for (var line : series.lines()) {
        if (!line.rest()) {
          var hours = providers.computeIfAbsent(line.name(), _ -> new ArrayList<>());
          IntStream.range(hours.size(), before).forEach(_ -> hours.add(0.0));
          line.points().forEach(each -> hours.add(value.applyAsDouble(each)));
        }
      }
    }
    providers
        .values()
        .forEach(
            hours ->
                IntStream.range(hours.size(), KNOWN_WEEKS * HOURS_OF_WEEK)
                    .forEach(_ -> hours.add(0.0)));
    return providers;
  }

  /** Forecast of the disk, by what was used of it at the end of each of the last days. */
  public DiskForecast disk() {
    var now = clock.instant();
    var today = now.atZone(ZoneOffset.UTC).toLocalDate();
    var samples =
        Store.await(
            disk.samples(
                today.minusDays(KNOWN_DAYS + 1L).atStartOfDay(ZoneOffset.UTC).toInstant(),
                now,
                (KNOWN_DAYS + 1) * 24));
    var growth = Forecaster.growth(used(samples, today), today, DISK_DAYS, SEED);
    long free = disk.free();
    return new DiskForecast(
        free, growth, growth.reach((double) free, leftOfDay(now, ZoneOffset.UTC)));
  }

  /** Bytes at the end of each whole day that are not free, counted from any number. */
  private static SortedMap<LocalDate, Double> used(List<TimedSample> samples, LocalDate today) {
    var used = new TreeMap<LocalDate, Double>();
    for (var each : samples) {
      used.put(
          each.at().atZone(ZoneOffset.UTC).toLocalDate(), -(double) each.resources().diskFree());
    }
    used.remove(today);
    return used;
  }
}
