package dev.tutti.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.Settings;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(20);
  private static final Instant NOW = BEGIN.plus(SPAN);
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final int CALLS = 2_000;

  @TempDir Path folder;
  private final LedgerGenerator generator = new LedgerGenerator(3, BEGIN, SPAN);
  private Store store;
  private Ledger ledger;
  private FigureSource source;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    ledger = Ledger.open(store, Prices::shipped, CLOCK, LedgerSettings.defaults());
    source = FigureSource.over(ledger, CLOCK);
    generator.write(store, CALLS / 2, CALLS);
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  private static ReportScope scope(String filter) {
    return ReportScope.of(BEGIN, NOW, ZoneOffset.UTC, filter, NOW);
  }

  private void keep(int calls, int attempts, int figures) {
    var settings =
        new RetentionSettings(
            Duration.ofDays(calls), Duration.ofDays(attempts), Duration.ofDays(figures));
    new Retention(store, () -> settings, CLOCK).advance().join();
  }

  private long rows(String table) {
    return Store.await(
        store.read(
            handle -> handle.select("SELECT count(*) FROM " + table).mapTo(Long.class).one()));
  }

  private static List<Object> sums(Figures figures) {
    return List.of(
        figures.calls().count(),
        figures.calls().total().sum(),
        figures.attempts().count(),
        figures.attempts().wasted(),
        figures.spend());
  }

  @Test
  void figures_stay_when_their_rows_are_gone() {
    Rollups.over(store).advance().join();
    var before = sums(source.total(scope("")).join());
    long all = rows("call");
    keep(15, 12, 1_000);
    assertThat(rows("call")).isBetween(1L, all - 1);
    var total = source.total(scope("")).join();
    assertThat(sums(total)).isEqualTo(before);
    assertThat(total.incomplete()).isFalse();
    assertThat(source.total(scope("user=user-1")).join().incomplete()).isTrue();
    assertThat(source.total(scope("").within(BEGIN.plusSeconds(60), NOW)).join().incomplete())
        .isTrue();
  }

  @Test
  void rows_that_are_in_no_bucket_are_kept_and_later_ones_count_once() {
    keep(1, 1, 1_000);
    assertThat(rows("call")).isEqualTo(CALLS / 2);
    Rollups.over(store).advance().join();
    keep(1, 1, 1_000);
    assertThat(rows("call")).isEqualTo(1);
    var half = source.total(scope("")).join();
    assertThat(half.calls().count() + half.attempts().count()).isPositive();
    generator.write(store, CALLS / 2, CALLS);
    var whole = sums(source.total(scope("")).join());
    Rollups.over(store).advance().join();
    assertThat(sums(source.total(scope("")).join())).isEqualTo(whole);
  }

  @Test
  void two_at_once_add_each_row_up_once() {
    var whole = sums(source.total(scope("")).join());
    var one = Rollups.over(store, 50).advance();
    var other = Rollups.over(store, 70).advance();
    one.join();
    other.join();
    Rollups.over(store).advance().join();
    assertThat(sums(source.total(scope("")).join())).isEqualTo(whole);
  }

  @Test
  void buckets_that_are_old_enough_are_gone_and_it_is_told() {
    Rollups.over(store).advance().join();
    keep(5, 5, 15);
    var total = source.total(scope("")).join();
    assertThat(total.incomplete()).isTrue();
    var kept = scope("").within(BEGIN.plus(Duration.ofDays(5)), NOW);
    assertThat(source.total(kept).join().calls()).isNotNull();
    assertThat(source.total(kept).join().incomplete()).isFalse();
    assertThat(source.total(kept).join().calls().count()).isEqualTo(total.calls().count());
  }

  @Test
  void settings_are_read_and_checked() {
    assertThat(read("{}")).isEqualTo(RetentionSettings.DEFAULT);
    assertThat(read("ledger: {keep_calls: 1d, keep_attempts: 2d, keep_figures: 3d}"))
        .isEqualTo(
            new RetentionSettings(Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(3)));
    assertThat(read("ledger: {keep_calls: 2000d}").figures()).isEqualTo(Duration.ofDays(2_000));
    var wrong =
        catchThrowableOfType(
            ConfigException.class, () -> read("ledger: {keep_attempts: 5d, keep_figures: 4d}"));
    assertThat(wrong).hasMessageContaining("keep_figures");
    assertThatThrownBy(
            () -> new RetentionSettings(Duration.ofDays(1), Duration.ofDays(2), Duration.ofDays(1)))
        .hasMessageContaining("keep_figures");
  }

  private static RetentionSettings read(String yaml) {
    return Settings.read(ConfigSource.text("t.yaml", yaml), Map.of()).of(RetentionSettings.SECTION);
  }
}
