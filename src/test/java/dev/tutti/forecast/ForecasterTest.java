package dev.tutti.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Forecasts of series that are made up, and how they compare with simpler ones. */
class ForecasterTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01"); // a Thursday
  private static final int BEFORE = 60;
  private static final int MONTH = 30;
  private static final int SERIES = 1_500;

  @Test
  void from_two_days_nothing_is_forecast() {
    assertThat(forecast(5.0, 6.0).method()).isEqualTo(ForecastMethod.NONE);
    assertThat(forecast(0.0, 0.0, 0.0, 5.0).method()).isEqualTo(ForecastMethod.NONE);
    assertThat(forecast(0.0, 0.0).days()).isEmpty();
    assertThat(forecast(0.0, 0.0).reach(10, 1).probability()).isZero();
  }

  @Test
  void from_a_few_days_the_mean_goes_on() {
    var forecast = forecast(10.0, 20.0, 30.0);
    assertThat(forecast.method()).isEqualTo(ForecastMethod.RUN_RATE);
    assertThat(forecast.total(1).value()).isCloseTo(200, within(1e-9));
    assertThat(forecast.total(0.5).value()).isCloseTo(190, within(1e-9));
    assertThat(forecast.days().getFirst().date()).isEqualTo(FIRST.plusDays(3));
  }

  @Test
  void weekends_are_not_weekdays() {
    var amounts =
        IntStream.range(0, 42)
            .mapToObj(day -> FIRST.plusDays(day).getDayOfWeek().getValue() > 5 ? 20.0 : 100.0)
            .toList();
    var forecast = Forecaster.forecast(new DailySeries(FIRST, amounts), 14, 1);
    assertThat(forecast.method()).isEqualTo(ForecastMethod.WEEKDAYS);
    forecast
        .days()
        .forEach(
            day ->
                assertThat(day.amount().value())
                    .isCloseTo(day.date().getDayOfWeek().getValue() > 5 ? 20 : 100, within(1e-6)));
    assertThat(forecast.score().mase()).isZero();
  }

  @Test
  void a_spike_is_shown_and_not_learned() {
    var random = new Random(8);
    var amounts = new ArrayList<Double>();
    for (int day = 0; day < 42; day++) {
      amounts.add(100 * (1 + 0.1 * random.nextGaussian()));
    }
    var calm = Forecaster.forecast(new DailySeries(FIRST, amounts), 7, 1);
    amounts.set(36, 2_000.0);
    var spiked = Forecaster.forecast(new DailySeries(FIRST, amounts), 7, 1);
    assertThat(spiked.spikes()).containsExactly(FIRST.plusDays(36));
    assertThat(spiked.total(1).value()).isCloseTo(calm.total(1).value(), within(30.0));
    assertThat(spiked.total(1).high()).isLessThan(900);
  }

  @Test
  void a_budget_runs_out_on_a_day_within_a_range() {
    var amounts = new ArrayList<Double>();
    var random = new Random(5);
    for (int day = 0; day < 42; day++) {
      amounts.add(10 * (1 + 0.2 * random.nextGaussian()));
    }
    var forecast = Forecaster.forecast(new DailySeries(FIRST, amounts), 30, 1);
    var reach = forecast.reach(100, 1);
    assertThat(reach.probability()).isEqualTo(1);
    assertThat(reach.expected()).isBetween(FIRST.plusDays(42 + 8), FIRST.plusDays(42 + 11));
    assertThat(reach.earliest()).isBefore(reach.latest());
    assertThat(forecast.reach(1_000_000, 1).expected()).isNull();
    assertThat(forecast.reach(1_000_000, 1).probability()).isZero();
  }

  @Test
  void the_same_seed_gives_the_same_forecast() {
    var amounts = List.copyOf(series(new Random(9)).subList(0, 60));
    var series = new DailySeries(FIRST, amounts);
    assertThat(Forecaster.forecast(series, 20, 4).days())
        .isEqualTo(Forecaster.forecast(series, 20, 4).days());
  }

  /** The trial that the method was chosen by. */
  @Test
  void weekday_medians_beat_the_run_rate_and_the_last_week_on_synthetic_months() {
    for (var day : List.of(5, 15, 25)) {
      var errors = new double[3][SERIES];
      for (int i = 0; i < SERIES; i++) {
        var all = series(new Random(i));
        double truth = sum(all, BEFORE, BEFORE + MONTH);
        double sure = sum(all, BEFORE, BEFORE + day);
        var known = new DailySeries(FIRST, all.subList(0, BEFORE + day));
        var model = DayModel.of(known.begun());
        int left = MONTH - day;
        double weekdays = IntStream.range(0, left).mapToDouble(model::expected).sum();
        double week =
            IntStream.range(0, left)
                .mapToDouble(ahead -> all.get(BEFORE + day - 7 + ahead % 7))
                .sum();
        errors[0][i] = error(sure + sure / day * left, truth);
        errors[1][i] = error(sure + week, truth);
        errors[2][i] = error(sure + weekdays, truth);
      }
      var worst = DoubleStream.of(p90(errors[0]), p90(errors[1]), p90(errors[2])).boxed().toList();
      var as = "day %d: run rate, last week, weekdays %s".formatted(day, worst);
      assertThat(worst.get(2)).as(as).isLessThan(worst.get(0)).isLessThan(worst.get(1));
    }
  }

  @Test
  void the_band_holds_about_four_of_five_months() {
    int held = 0;
    int count = 300;
    double coverage = 0;
    for (int i = 0; i < count; i++) {
      var all = series(new Random(i));
      var known = new DailySeries(FIRST, all.subList(0, BEFORE + 10));
      var forecast = Forecaster.forecast(known, MONTH - 10, i);
      held += forecast.total(1).holds(sum(all, BEFORE + 10, BEFORE + MONTH)) ? 1 : 0;
      coverage += forecast.score().coverage() / count;
    }
    assertThat((double) held / count).isBetween(0.7, 0.9);
    assertThat(coverage).isBetween(0.7, 0.9);
  }

  @Test
  void peaks_of_weeks_grow_as_they_did() {
    var hours = new ArrayList<Double>();
    for (int hour = 0; hour < 6 * 168; hour++) {
      double day = hour % 24 >= 9 && hour % 24 < 18 ? 10 : 1;
      int week = hour / 168;
      hours.add(day * Math.pow(1.1, week));
    }
    var peaks = WeeklyPeaks.of(hours, 4, 1);
    assertThat(peaks.growth()).isCloseTo(1.1, within(0.001));
    assertThat(peaks.weeks()).hasSize(6);
    assertThat(peaks.ahead().getLast().value()).isCloseTo(10 * Math.pow(1.1, 9), within(0.01));
    assertThat(WeeklyPeaks.of(hours.subList(0, 200), 4, 1).method()).isEqualTo(ForecastMethod.NONE);
  }

  /** Weekly shape, drift, noise of 18 %, a spike on 2 % of the days, a shift of level in 30 %. */
  private static List<Double> series(Random random) {
    var shape = new double[7];
    for (int i = 0; i < 7; i++) {
      shape[i] = i < 5 ? 0.9 + 0.3 * random.nextDouble() : 0.3 + 0.6 * random.nextDouble();
    }
    double drift = 1 + 0.01 * random.nextGaussian();
    boolean shifts = random.nextInt(10) < 3;
    int shift = random.nextInt(BEFORE + MONTH);
    double factor = Math.exp(0.5 * random.nextGaussian());
    var amounts = new ArrayList<Double>();
    for (int day = 0; day < BEFORE + MONTH; day++) {
      double level = 100 * Math.pow(drift, day) * (shifts && day >= shift ? factor : 1);
      double noise = Math.max(0.05, 1 + 0.18 * random.nextGaussian());
      double spike = random.nextInt(50) == 0 ? 2 + 2 * random.nextDouble() : 1;
      amounts.add(level * shape[FIRST.plusDays(day).getDayOfWeek().getValue() - 1] * noise * spike);
    }
    return amounts;
  }

  private static double sum(List<Double> amounts, int from, int to) {
    return amounts.subList(from, to).stream().mapToDouble(each -> each).sum();
  }

  private static double error(double forecast, double truth) {
    return Math.abs(forecast - truth) / truth;
  }

  private static double p90(double[] errors) {
    return Robust.quantile(errors, 0.9);
  }

  private static Forecast forecast(Double... amounts) {
    return Forecaster.forecast(new DailySeries(FIRST, List.of(amounts)), 10, 1);
  }
}
