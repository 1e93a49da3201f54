package dev.tutti.forecast.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.forecast.ForecastMethod;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.monitor.ResourceSample;
import dev.tutti.monitor.TimedSample;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureSource;
import dev.tutti.report.LedgerGenerator;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts over a made-up ledger. */
class UsageForecastsTest {
  private static final Instant BEGIN = Instant.parse("2026-02-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(42);
  private static final Instant NOW = BEGIN.plus(SPAN).plus(Duration.ofHours(6));
  private static final long GIBIBYTE = 1L << 30;

  @TempDir static Path folder;
  private static Store store;
  private static Ledger ledger;
  private static FigureSource figures;

  @BeforeAll
  static void open() {
    var clock = InstantSource.fixed(NOW);
    store = Store.open(StoreSettings.in(folder));
    ledger = Ledger.open(store, Prices::shipped, clock, LedgerSettings.defaults());
    figures = FigureSource.over(ledger, clock);
    new LedgerGenerator(13, BEGIN, SPAN).write(store, 6_000, 6_000);
  }

  @AfterAll
  static void close() {
    ledger.close();
    store.close();
  }

  @Test
  void a_budget_goes_on_as_its_owner_spends() {
    var scope = ReportScope.of(BEGIN, NOW, ZoneOffset.UTC, "", NOW);
    var owners = Store.await(figures.by(scope, List.of(Dimension.OWNER), ReportMeasure.COST, 10));
    var owner = owners.rows().getFirst();
    double perDay = owner.figures().spend().nanoDollars() / 1e9 / SPAN.toDays();
    var budget = forecasts(status("owner/" + owner.names().getFirst() + "/month", 12 * perDay));
    var forecast = budget.budgets().getFirst();
    assertThat(forecast.forecast().method()).isEqualTo(ForecastMethod.WEEKDAYS);
    double left = forecast.total().value() - forecast.spent();
    assertThat(left / perDay).as("days like the others").isBetween(8.0, 28.0);
    assertThat(forecast.total().low()).isLessThan(forecast.total().high());
    assertThat(forecast.out().probability()).isBetween(0.0, 1.0);
    assertThat(forecasts(status("owner/nobody/month", 1)).budgets().getFirst().forecast().method())
        .isEqualTo(ForecastMethod.NONE);
  }

  @Test
  void what_is_kept_of_a_budget_ends_at_midnight() {
    var midnight = NOW.truncatedTo(ChronoUnit.DAYS);
    var now = new AtomicReference<>(midnight.minusSeconds(300));
    var owner = status("owner/owner-0/month", 1_000);
    var forecasts =
        new UsageForecasts(
            figures, new LosingDisk(), () -> List.of(owner), PeakLimits.NONE, now::get);
    var before = forecasts.budgets().getFirst().forecast().days().getFirst();
    now.set(midnight.plusSeconds(300));
    var after = forecasts.budgets().getFirst().forecast().days().getFirst();
    assertThat(after.date()).isEqualTo(before.date().plusDays(1));
  }

  @Test
  void budgets_without_an_amount_are_left_out() {
    assertThat(forecasts(status("owner/x/month", 0)).budgets()).isEmpty();
  }

  @Test
  void tokens_and_calls_at_once_have_weekly_peaks() {
    var forecasts = forecasts();
    var tokens = forecasts.tokens();
    assertThat(tokens.getFirst().provider()).isEmpty();
    assertThat(tokens).hasSizeGreaterThan(3);
    assertThat(tokens.getFirst().peaks().ahead()).hasSize(52);
    var together = forecasts.concurrency().getFirst();
    assertThat(together.provider()).isEmpty();
    assertThat(together.peaks().method()).isEqualTo(ForecastMethod.WEEKLY_PEAKS);
    assertThat(together.bound()).isNull();
  }

  @Test
  void peaks_are_laid_beside_the_limits_of_their_provider() {
    var wide = withLimit(1_000_000_000L).tokens().getLast();
    assertThat(bound(wide).limit()).isEqualTo(1_000_000_000L);
    assertThat(bound(wide).share(wide.peaks())).isBetween(0.0, 0.01);
    var tight = withLimit(1).tokens().getLast();
    assertThat(bound(tight).expected()).isEqualTo(LocalDate.parse("2026-03-15"));
    assertThat(bound(tight).share(tight.peaks())).isGreaterThan(1);
    var places = withLimit(1_000_000_000L).concurrency();
    assertThat(places).hasSizeGreaterThan(3);
    assertThat(bound(places.getLast()).expected()).isNull();
  }

  private static PeakForecast.Bound bound(PeakForecast forecast) {
    return Objects.requireNonNull(forecast.bound());
  }

  private UsageForecasts withLimit(long most) {
    var limits =
        new PeakLimits() {
          @Override
          public OptionalLong tokensPerMinute(String provider) {
            return OptionalLong.of(most);
          }

          @Override
          public OptionalLong callsAtOnce(String provider) {
            return OptionalLong.of(most);
          }
        };
    return new UsageForecasts(figures, new LosingDisk(), List::of, limits, () -> NOW);
  }

  @Test
  void a_disk_that_loses_a_gibibyte_a_day_is_full_in_as_many_days() {
    var full = forecasts().disk();
    assertThat(full.growth().total(1).value() / 365 / GIBIBYTE).isCloseTo(1, within(0.05));
    assertThat(full.full().expected())
        .isBetween(LocalDate.parse("2026-04-12"), LocalDate.parse("2026-04-16"));
  }

  @Test
  void a_disk_that_is_cleaned_every_week_does_not_get_full() {
    var full = disk(day -> (day % 7 - 6) * GIBIBYTE);
    assertThat(full.growth().method()).isEqualTo(ForecastMethod.TREND);
    assertThat(full.growth().total(1).value() / 365 / GIBIBYTE).isLessThan(0.02);
    assertThat(full.full().expected()).isNull();
  }

  @Test
  void a_disk_that_is_cleaned_every_week_and_grows_gets_full_by_its_growth() {
    var full = disk(day -> (day % 7 - 6) * GIBIBYTE + (day - 42) * GIBIBYTE / 2);
    assertThat(full.growth().total(1).value() / 365 / GIBIBYTE).isCloseTo(0.5, within(0.05));
    assertThat(full.full().expected())
        .isBetween(LocalDate.parse("2026-05-04"), LocalDate.parse("2026-05-24"));
  }

  @Test
  void a_disk_that_gets_emptier_takes_nothing() {
    var full = disk(day -> -day * GIBIBYTE);
    assertThat(full.growth().total(1).value()).isZero();
    assertThat(full.full().probability()).isZero();
  }

  /** Disk of which so much more than thirty gibibytes was used at each day of the past. */
  private static DiskForecast disk(LongUnaryOperator used) {
    var first = NOW.atZone(ZoneOffset.UTC).toLocalDate().minusDays(43);
    var history =
        new DiskHistory() {
          @Override
          public long free() {
            return 30 * GIBIBYTE;
          }

          @Override
          public CompletableFuture<List<TimedSample>> samples(Instant from, Instant to, int limit) {
            var samples = new ArrayList<TimedSample>();
            for (int day = 0; day <= 43; day++) {
              var at = first.plusDays(day).atTime(5, 0).toInstant(ZoneOffset.UTC);
              samples.add(sample(at, 30 * GIBIBYTE - used.applyAsLong(day)));
            }
            return CompletableFuture.completedFuture(samples);
          }
        };
    var clock = InstantSource.fixed(NOW);
    return new UsageForecasts(figures, history, List::of, PeakLimits.NONE, clock).disk();
  }

  private static TimedSample sample(Instant at, long free) {
    return new TimedSample(
        at, new ResourceSample(0, 0, 0, 0, 0, Duration.ZERO, 0, Duration.ZERO, 0, 0, free, 0));
  }

  private static UsageForecasts forecasts(Budgets.Status... budgets) {
    return new UsageForecasts(
        figures,
        new LosingDisk(),
        () -> List.of(budgets),
        PeakLimits.NONE,
        InstantSource.fixed(NOW));
  }

  private static Budgets.Status status(String account, double dollars) {
    return new Budgets.Status(
        account, (long) (dollars * 1e9), 0, 0, ZonedDateTime.parse("2026-04-01T00:00:00Z"));
  }

  /** Disk that loses a gibibyte each day, of which thirty are left. */
  private static final class LosingDisk implements DiskHistory {
    @Override
    public long free() {
      return 30 * GIBIBYTE;
    }

    @Override
    public CompletableFuture<List<TimedSample>> samples(Instant from, Instant to, int limit) {
      var samples = new ArrayList<TimedSample>();
      for (var at = from; at.isBefore(to); at = at.plus(Duration.ofHours(1))) {
        long free = 30 * GIBIBYTE + Duration.between(at, to).toHours() * GIBIBYTE / 24;
        samples.add(sample(at, free));
      }
      return CompletableFuture.completedFuture(samples);
    }
  }
}
