package dev.tutti.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import dev.tutti.testing.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ends of spans that have begun lately are read from buckets of 15 seconds. */
class FineBucketTest {
  private static final long SEED = 27;
  private static final int CALLS = 4_000;
  private static final Instant BEGIN = Instant.parse("2026-03-05T00:00:00Z");

  /** Calls come until half past eleven. */
  private static final Duration SPAN = Duration.ofHours(10);

  private static final Instant NOW = BEGIN.plus(Duration.ofHours(12));
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final long QUARTER = Duration.ofMinutes(15).toMillis();
  private static final String SETTLED_TO =
      "SELECT settled_to FROM bucket_state WHERE subject = 'call'";
  private static final String LAST_QUARTER =
      "SELECT max(bucket) FROM call_bucket WHERE grouping = 0 AND level = 0";

  @TempDir Path folder;
  private final LedgerGenerator generator = new LedgerGenerator(SEED, BEGIN, SPAN);
  private final SplittableRandom random = new SplittableRandom(SEED);
  private Store store;
  private Ledger ledger;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    ledger = Ledger.open(store, Prices::shipped, CLOCK, LedgerSettings.defaults());
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  private void write(int parts) {
    var rollups = Rollups.over(store, 300);
    for (int i = 0; i < parts; i++) {
      generator.write(store, CALLS / 10, CALLS);
      rollups.advance().join();
    }
  }

  @Test
  void figures_of_any_span_are_what_plain_sql_says() {
    write(9);
    generator.write(store, CALLS / 10, CALLS); // these are in no bucket
    compare();
    new Retention(store, () -> RetentionSettings.DEFAULT, CLOCK).advance().join();
    assertThat(number("SELECT min(bucket) FROM call_bucket WHERE level = 3"))
        .isGreaterThanOrEqualTo(fineFrom())
        .isGreaterThan(BEGIN.plus(Duration.ofHours(7)).toEpochMilli());
    compare();
  }

  @Test
  void rows_of_before_the_migration_are_in_no_fine_bucket() {
    write(8);
    makeOlder(
        "ALTER TABLE bucket_state DROP COLUMN fine_from",
        "DROP INDEX call_slow",
        "DELETE FROM call_bucket WHERE level = 3",
        "DELETE FROM attempt_bucket WHERE level = 3",
        "DELETE FROM flyway_schema_history WHERE version = '27'");
    compare();
    write(2);
    assertThat(number("SELECT count(*) FROM call_bucket WHERE level = 3")).isPositive();
    compare();
  }

  @Test
  void rows_of_before_quarters_were_settled_stay_in_longer_buckets() {
    write(8);
    makeOlder();
    assertThat(number(SETTLED_TO)).isEqualTo(number(LAST_QUARTER) + QUARTER);
    compare();
    write(2);
    compare();
  }

  /** Makes the database an older one, in which all that is added up is in longer buckets. */
  private void makeOlder(String... further) {
    long later = NOW.plus(LONGEST).toEpochMilli();
    execute(
        "DELETE FROM call_bucket",
        "DELETE FROM attempt_bucket",
        "UPDATE bucket_state SET position = 0, fine_from = 0, settled_to = " + later);
    Rollups.over(store, 300).advance().join();
    execute(
        "ALTER TABLE bucket_state DROP COLUMN settled_to",
        "DROP INDEX call_started",
        "DROP INDEX call_slow_end",
        "CREATE INDEX call_started_at ON call (started_at)",
        "CREATE INDEX call_slow ON call (started_at, total) WHERE total >= 1000000",
        "DELETE FROM flyway_schema_history WHERE description = 'recorder cost'");
    execute(further);
    close();
    open();
  }

  private void execute(String... statements) {
    for (var sql : statements) {
      Store.await(store.write(handle -> handle.execute(sql)));
    }
  }

  @Test
  void what_has_just_come_is_in_the_shortest_buckets_alone() {
    write(10);
    long settled = number(SETTLED_TO);
    long latest = number("SELECT max(bucket) FROM call_bucket WHERE level = 3");
    assertThat(settled % QUARTER).isZero();
    assertThat(settled)
        .isGreaterThan(latest - BucketSums.SETTLING.toMillis() - QUARTER)
        .isLessThanOrEqualTo(latest - BucketSums.SETTLING.toMillis());
    assertThat(number(LAST_QUARTER)).isLessThan(settled);
    for (var level : List.of(BucketLevel.QUARTER, BucketLevel.FOUR_HOURS, BucketLevel.DAY)) {
      assertThat(inBuckets(level)).isEqualTo(calls(" WHERE started_at < " + settled));
    }
    compare();
  }

  /** Calls that buckets of a level have, each of which counts once in the smallest grouping. */
  private long inBuckets(BucketLevel level) {
    var rows =
        Store.await(
            store.read(
                handle ->
                    handle
                        .select(
                            "SELECT figures FROM call_bucket WHERE grouping = 0 AND level = ?",
                            level.number())
                        .mapTo(byte[].class)
                        .list()));
    var sum = new FigureSum(SubjectRows.of(FigureSubject.CALL));
    rows.forEach(sum::addWritten);
    return sum.calls().count();
  }

  private long calls(String where) {
    return number("SELECT count(*) FROM call" + where);
  }

  @Test
  void spans_on_fine_edges_read_no_rows() {
    write(10);
    long from = fineFrom() + Duration.ofMinutes(7).toMillis() + 15_000;
    long to = from + Duration.ofMinutes(100).toMillis() + 45_000;
    var before = told(from, to);
    assertThat(before).isEqualTo(sql(from, to)).doesNotContain(0L);
    Store.await(
        store.write(
            handle ->
                handle.execute("DELETE FROM call")
                    + handle.execute("DELETE FROM attempt")
                    + handle.execute("UPDATE bucket_state SET rows_from = " + NOW.toEpochMilli())));
    assertThat(told(from, to)).isEqualTo(before);
    assertThat(total(scope(from, to)).incomplete()).isFalse();
    assertThat(total(scope(from + 1, to)).incomplete()).isTrue();
    assertThat(total(scope(from, to + 1)).incomplete()).isTrue();
    var widened = scope(from + 1, to - 1).widened();
    assertThat(List.of(widened.from(), widened.to()))
        .isEqualTo(List.of(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)));
    assertThat(scope(from + 1, from + Duration.ofHours(4).toMillis()).widened().from())
        .isEqualTo(Instant.ofEpochMilli(BucketLevel.QUARTER.floor(from)));
  }

  @Test
  void readings_add_up_what_has_come_where_it_is_much() {
    var rollups = Rollups.over(store);
    var source = FigureSource.over(ledger, rollups, CLOCK);
    var all = scope(BEGIN.minus(LONGEST).toEpochMilli(), NOW.toEpochMilli());
    generator.write(store, CALLS / 10, CALLS);
    assertThat(source.total(all).join().calls().count()).isEqualTo(CALLS / 10);
    assertThat(number("SELECT max(position) FROM bucket_state")).isZero();
    generator.write(store, CALLS / 2, CALLS);
    var readings = new ArrayList<>(List.of(source.total(all), source.total(all)));
    readings.add(source.total(all));
    readings.forEach(each -> assertThat(each.join().calls().count()).isEqualTo(CALLS * 6 / 10));
    long last = number("SELECT max(id) FROM call");
    Patience.until( // no reading waits for it for long
        () -> number("SELECT position FROM bucket_state WHERE subject = 'call'") == last,
        "all rows are added up");
  }

  private void compare() {
    for (int i = 0; i < 80; i++) {
      long grid = List.of(1, 15_000, 900_000).get(i % 3);
      long first = edge(grid);
      long second = edge(i % 2 == 0 ? grid : 1);
      long from = Math.min(first, second);
      long to = Math.max(first, second) + grid;
      assertThat(told(from, to)).as("seed %d, %d to %d", SEED, from, to).isEqualTo(sql(from, to));
      var ending = scope(from, NOW.toEpochMilli()).withCallsThatEnded(LONGEST);
      assertThat(total(ending).calls().count())
          .as("ended from %d on", from)
          .isEqualTo(
              number("SELECT count(*) FROM call WHERE started_at + total / 1000 >= " + from));
    }
  }

  private long edge(long grid) {
    var time = BEGIN.plus(Duration.ofHours(6)).toEpochMilli() + random.nextLong(5L * 3_600_000);
    return time / grid * grid;
  }

  private static ReportScope scope(long from, long to) {
    return ReportScope.of(
        Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), ZoneOffset.UTC, "", NOW);
  }

  private Figures total(ReportScope scope) {
    return FigureSource.over(ledger, CLOCK).total(scope).join();
  }

  private List<Long> told(long from, long to) {
    var total = total(scope(from, to));
    return List.of(
        total.calls().count(),
        total.calls().total().sum(),
        total.attempts().count(),
        total.attempts().duration().sum(),
        total.spend().nanoDollars());
  }

  private List<Long> sql(long from, long to) {
    var calls = " FROM call WHERE started_at >= %d AND started_at < %d".formatted(from, to);
    var attempts = " FROM attempt WHERE ended_at >= %d AND ended_at < %d".formatted(from, to);
    return List.of(
        number("SELECT count(*)" + calls),
        number("SELECT coalesce(sum(total), 0)" + calls),
        number("SELECT count(*)" + attempts),
        number("SELECT coalesce(sum(duration), 0)" + attempts),
        number("SELECT coalesce(sum(cost), 0)" + attempts));
  }

  private long fineFrom() {
    return number("SELECT fine_from FROM bucket_state WHERE subject = 'call'");
  }

  private long number(String sql) {
    return Store.await(store.read(handle -> handle.select(sql).mapTo(Long.class).one()));
  }
}
