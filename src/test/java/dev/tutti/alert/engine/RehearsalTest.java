package dev.tutti.alert.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.alert.rule.AlertRule;
import dev.tutti.config.ConfigSource;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.report.FigureSource;
import dev.tutti.report.LedgerGenerator;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules on a made-up past. */
class RehearsalTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(10);
  private static final Instant NOW = BEGIN.plus(SPAN);

  @TempDir static Path folder;
  private static Store store;
  private static Ledger ledger;
  private static FigureSource figures;

  @BeforeAll
  static void open() {
    store = Store.open(StoreSettings.in(folder));
    ledger =
        Ledger.open(store, Prices::shipped, InstantSource.fixed(NOW), LedgerSettings.defaults());
    figures = FigureSource.over(ledger, InstantSource.fixed(NOW));
    new LedgerGenerator(13, BEGIN, SPAN).write(store, 3_000, 3_000);
  }

  @AfterAll
  static void close() {
    ledger.close();
    store.close();
  }

  @Test
  void a_limit_that_was_never_passed_would_not_have_fired() {
    var past = rehearse("{measure: calls, window: 1h, above: 1000}", 10);
    assertThat(past.alerts()).isEmpty();
    assertThat(past.step()).isEqualTo(Duration.ofMinutes(5));
    assertThat(past.from()).isEqualTo(NOW.minus(Duration.ofDays(10)));
  }

  @Test
  void a_limit_that_every_day_passes_would_have_fired_on_every_day() {
    var past =
        rehearse("{measure: calls, window: 1h, above: 20, clear_at: 5, for: 0s, clear_for: 0s}", 9);
    assertThat(past.alerts()).hasSizeBetween(7, 12);
    assertThat(past.alerts())
        .allSatisfy(
            each -> {
              assertThat(each.value()).isGreaterThan(20);
              assertThat(each.ended() == null || each.ended().isAfter(each.began())).isTrue();
            });
  }

  @Test
  void groups_have_alerts_of_their_own() {
    var past =
        rehearse(
            "{measure: total_p95, by: [model], window: 6h, above: 1ms, for: 0s, min_samples: 5}",
            10);
    assertThat(past.groups()).isBetween(4, 8);
    assertThat(past.alerts()).isNotEmpty().allMatch(each -> !each.labels().get("model").isEmpty());
  }

  @Test
  void objectives_can_be_rehearsed_too() {
    assertThat(rehearse("{measure: success_rate, objective: 0.5}", 5).alerts()).isEmpty();
    assertThat(rehearse("{measure: error_rate, objective: 0.999, for: 0s}", 5).alerts())
        .isNotEmpty();
  }

  @Test
  void means_are_means_of_the_window_and_not_their_sum() {
    var scope = ReportScope.of(BEGIN, NOW, ZoneOffset.UTC, "", NOW);
    var total = Store.await(figures.total(scope));
    var cost = Objects.requireNonNull(ReportMeasure.MEAN_COST.value(total).value()).doubleValue();
    var rule = "{measure: mean_cost, window: 1d, above: %s, for: 0s, min_samples: 100}";
    assertThat(rehearse(rule.formatted(cost / 2), 9).alerts()).hasSize(1);
    assertThat(rehearse(rule.formatted(cost * 3), 9).alerts()).isEmpty();
  }

  @Test
  void few_calls_are_no_data_for_a_mean() {
    var few = "{measure: mean_cost, window: 1d, above: 0.000001, for: 0s, min_samples: 100000}";
    assertThat(rehearse(few, 9).alerts()).isEmpty();
  }

  @Test
  void what_has_no_past_says_so() {
    assertThatThrownBy(() -> rehearse("{measure: disk_used, above: 90%}", 5))
        .hasMessageContaining("disk_used");
    assertThatThrownBy(() -> rehearse("{measure: total_p95, above: 1s, by: [model, owner]}", 5))
        .hasMessageContaining("one label");
  }

  private static Rehearsal.PastAlerts rehearse(String rule, int days) {
    return Rehearsal.of(rule(rule), figures, NOW, days);
  }

  private static AlertRule rule(String yaml) {
    var settings =
        ConfigSource.text("test", "alert_rules: {r: " + yaml + "}")
            .read(Map.of(), AlertRuleSettings::read);
    return Objects.requireNonNull(settings.rules().get("r"));
  }
}
