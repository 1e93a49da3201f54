package dev.tutti.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures are what plain SQL says, however they are asked for. */
class FigureSourceTest {
  private static final long SEED = 13;
  private static final int CALLS = 8_000;

  /** The clocks of New York, Berlin and Lord Howe are changed meanwhile. */
  private static final Instant BEGIN = Instant.parse("2026-03-05T00:00:00Z");

  private static final Duration SPAN = Duration.ofDays(35);
  private static final Instant NOW = BEGIN.plus(SPAN);

  @TempDir static Path folder;
  private static Store store;
  private static Ledger ledger;
  private static FigureSource source;

  @BeforeAll
  static void open() {
    store = Store.open(StoreSettings.in(folder));
    ledger =
        Ledger.open(store, Prices::shipped, InstantSource.fixed(NOW), LedgerSettings.defaults());
    source = FigureSource.over(ledger, InstantSource.fixed(NOW));
    var generator = new LedgerGenerator(SEED, BEGIN, SPAN);
    var rollups = Rollups.over(store, 700);
    for (int i = 0; i < 4; i++) {
      generator.write(store, CALLS * 9 / 40, CALLS);
      rollups.advance().join();
    }
    generator.write(store, CALLS / 10, CALLS); // these are in no bucket
  }

  @AfterAll
  static void close() {
    ledger.close();
    store.close();
  }

  private static ReportScope scope(String zone, String filter) {
    var days = ZoneId.of(zone);
    var from = Instant.parse("2026-03-06T00:00:00Z").atZone(days).toLocalDate().atStartOfDay(days);
    return ReportScope.of(
        from.toInstant(), from.plusDays(32).plusMinutes(7).toInstant(), days, filter, NOW);
  }

  /** What plain SQL adds up: calls, completed ones, attempts, failed ones, tokens, nano-dollars. */
  private static List<Long> sql(Instant from, Instant to, String where) {
    return Store.await(
        store.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT
                          (SELECT count(*) FROM call WHERE started_at >= :from AND started_at < :to AND %s) AS a,
                          (SELECT count(*) FROM call WHERE started_at >= :from AND started_at < :to AND %s
                             AND (SELECT text FROM word WHERE id = outcome) = 'completed') AS b,
                          count(*) AS c,
                          coalesce(sum((SELECT text FROM word WHERE id = outcome) <> 'completed'), 0) AS d,
                          coalesce(sum(input_tokens + output_tokens), 0) AS e,
                          coalesce(sum(cost), 0) AS f
                        FROM attempt WHERE ended_at >= :from AND ended_at < :to AND %s\
                        """
                            .formatted(where, where, where))
                    .bind("from", from.toEpochMilli())
                    .bind("to", to.toEpochMilli())
                    .map(
                        (row, _) ->
                            List.of(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getLong(6)))
                    .one()));
  }

  private static List<Long> told(Figures figures) {
    return List.of(
        figures.calls().count(),
        figures.calls().completed(),
        figures.attempts().count(),
        figures.attempts().failed(),
        figures.spend().input() + figures.spend().output(),
        figures.spend().nanoDollars());
  }

  private static List<Long> sum(List<List<Long>> all) {
    var sums = new ArrayList<>(List.of(0L, 0L, 0L, 0L, 0L, 0L));
    all.forEach(
        each ->
            sums.replaceAll(
                new UnaryOperator<>() {
                  private int at;

                  @Override
                  public Long apply(Long sum) {
                    return sum + each.get(at++);
                  }
                }));
    return sums;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kathmandu",
        "Australia/Lord_Howe"
      })
  void totals_series_and_groups_are_what_plain_sql_says(String zone) {
    var scope = scope(zone, "");
    var total = sql(scope.from(), scope.to(), "1");
    assertThat(total.getFirst()).isGreaterThan(CALLS / 2);
    assertThat(told(source.total(scope).join())).isEqualTo(total);
    for (var step : List.of("day", "week", "month", "6h")) {
      var series = source.series(scope, SeriesStep.of(step)).join();
      var points = series.lines().getFirst().points();
      for (int i = 0; i < points.size(); i++) {
        assertThat(told(points.get(i)))
            .as("%s from %s", step, series.edges().get(i))
            .isEqualTo(sql(series.edges().get(i), series.edges().get(i + 1), "1"));
      }
      assertThat(sum(points.stream().map(FigureSourceTest::told).toList())).isEqualTo(total);
    }
    for (var by : List.of(Dimension.MODEL, Dimension.DAY, Dimension.USER, Dimension.OWNER)) {
      var rows = source.by(scope, List.of(by), ReportMeasure.COST, 5).join();
      assertThat(told(rows.total())).as(by.word()).isEqualTo(total);
      assertThat(rows.rows())
          .isSortedAccordingTo(
              (one, other) ->
                  Long.compare(
                      other.figures().spend().nanoDollars(), one.figures().spend().nanoDollars()));
    }
    var days = new HashMap<String, List<Long>>();
    var byDay = source.by(scope, List.of(Dimension.DAY), ReportMeasure.CALLS, 100).join();
    byDay.rows().forEach(row -> days.put(row.names().getFirst(), told(row.figures())));
    var series = source.series(scope, SeriesStep.of("day")).join();
    for (int i = 0; i < series.edges().size() - 1; i++) {
      var day = series.edges().get(i).atZone(scope.zone()).toLocalDate().toString();
      var figures = told(series.lines().getFirst().points().get(i));
      assertThat(days.getOrDefault(day, List.of(0L, 0L, 0L, 0L, 0L, 0L)))
          .as(day)
          .isEqualTo(figures);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owner=owner-3",
        "-model=smart|fast",
        "user~user-1",
        "model=c*",
        "call~ff",
        "skill=none"
      })
  void filters_leave_out_what_they_say(String filter) {
    var where =
        Map.of(
            "owner=owner-3", "owner = (SELECT id FROM word WHERE text = 'owner-3')",
            "-model=smart|fast",
                "model NOT IN (SELECT id FROM word WHERE text IN ('smart', 'fast'))",
            "user~user-1", "end_user IN (SELECT id FROM word WHERE text LIKE '%user-1%')",
            "model=c*", "model IN (SELECT id FROM word WHERE text GLOB 'c*')",
            "call~ff", "call_id LIKE '%ff%'",
            "skill=none", "skill = (SELECT id FROM word WHERE text = '')");
    var scope = scope("Asia/Kathmandu", filter);
    var total = sql(scope.from(), scope.to(), requireNonNull(where.get(filter)));
    assertThat(total.getFirst()).isPositive();
    assertThat(told(source.total(scope).join())).isEqualTo(total);
    var rows =
        source.by(scope, List.of(Dimension.MODEL, Dimension.WEEKDAY), ReportMeasure.CALLS, 3);
    assertThat(told(rows.join().total())).isEqualTo(total);
  }

  @Test
  void lines_and_their_rest_add_up_to_the_whole() {
    var scope = scope("Europe/Berlin", "");
    var whole = source.series(scope, SeriesStep.of("day")).join();
    var lines =
        source.series(scope, SeriesStep.of("day"), Dimension.KEY, ReportMeasure.COST, 3).join();
    assertThat(lines.lines()).hasSize(4);
    assertThat(lines.lines().getLast().rest()).isTrue();
    for (int i = 0; i < whole.edges().size() - 1; i++) {
      int point = i;
      var parts = lines.lines().stream().map(line -> told(line.points().get(point))).toList();
      assertThat(sum(parts)).isEqualTo(told(whole.lines().getFirst().points().get(i)));
    }
  }

  @Test
  void what_only_attempts_have_leaves_calls_out() {
    var scope = scope("UTC", "");
    var rows = source.by(scope, List.of(Dimension.DEPLOYMENT), ReportMeasure.COST, 100).join();
    assertThat(rows.rows().getFirst().figures().subjects()).containsExactly(FigureSubject.ATTEMPT);
    assertThat(rows.rows()).extracting(row -> row.names().getFirst()).contains("openai/gpt-4o");
    assertThat(rows.total().spend()).isEqualTo(source.total(scope).join().spend());
    var cost = ReportMeasure.COST.value(rows.total());
    assertThat(cost.value()).isEqualTo(BigDecimal.valueOf(rows.total().spend().nanoDollars(), 9));
    assertThat(cost.flags()).contains(FigureFlag.UNPRICED, FigureFlag.ESTIMATED);
    assertThatThrownBy(() -> source.by(scope, List.of(Dimension.PROVIDER), ReportMeasure.CALLS, 5))
        .hasMessageContaining("calls");
    assertThatThrownBy(
            () ->
                source.by(
                    scope, List.of(Dimension.PROVIDER, Dimension.ENDPOINT), ReportMeasure.COST, 5))
        .hasMessageContaining("only fields of calls");
  }

  @Test
  void what_only_calls_have_takes_the_money_of_calls() {
    var scope = scope("UTC", "outcome=completed");
    var total = source.total(scope).join();
    assertThat(total.subjects()).containsExactly(FigureSubject.CALL);
    assertThat(total.calls().count()).isEqualTo(total.calls().completed()).isPositive();
    assertThat(total.spend().nanoDollars()).isPositive();
    var rows =
        source.by(scope, List.of(Dimension.CACHE, Dimension.ENDPOINT), ReportMeasure.COST, 3);
    assertThat(rows.join().total().calls())
        .usingRecursiveComparison()
        .ignoringCollectionOrder()
        .comparingOnlyFields("count", "completed", "cached")
        .isEqualTo(total.calls());
    assertThat(rows.join().total().spend()).isEqualTo(total.spend());
  }

  @Test
  void a_span_that_has_not_ended_is_incomplete() {
    var scope = scope("UTC", "").within(BEGIN, NOW.plusSeconds(1));
    var points = source.series(scope, SeriesStep.of("week")).join().lines().getFirst().points();
    assertThat(points.getFirst().incomplete()).isFalse();
    assertThat(points.getLast().incomplete()).isTrue();
    assertThat(source.total(scope).join().incomplete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "model=smart", "user=user-1"})
  void calls_of_a_span_until_now_may_be_those_that_ended_in_it(String filter) {
    var where = condition(filter);
    long middle =
        number("SELECT started_at + total / 2000 FROM call%s ORDER BY total DESC LIMIT 1", where);
    var from = Instant.ofEpochMilli(middle);
    var scope = ReportScope.of(from, NOW.plusSeconds(60), ZoneId.of("UTC"), filter, NOW);
    long wanted =
        number("SELECT count(*) FROM call%s AND started_at + total / 1000 >= " + middle, where);
    assertThat(source.total(scope).join().calls().count()).isLessThan(wanted);
    var ending = scope.withCallsThatEnded(Duration.ofHours(20));
    assertThat(source.total(ending).join().calls().count()).isEqualTo(wanted);
    var groups = source.by(ending, List.of(Dimension.of("day")), ReportMeasure.CALLS, 9).join();
    assertThat(groups.total().calls().count()).isEqualTo(wanted);
    assertThat(source.total(ending).join().attempts().count())
        .isEqualTo(source.total(scope).join().attempts().count());
  }

  private static String condition(String filter) {
    var parts = filter.split("=", -1);
    return filter.isEmpty()
        ? " WHERE 1"
        : " WHERE %s = (SELECT id FROM word WHERE text = '%s')"
            .formatted(parts[0].equals("user") ? "end_user" : parts[0], parts[1]);
  }

  private static long number(String sql, String where) {
    return Store.await(
        store.read(handle -> handle.createQuery(sql.formatted(where)).mapTo(Long.class).one()));
  }

  @Test
  void distributions_are_those_of_the_rows() {
    var scope = scope("Asia/Kathmandu", "");
    var total = source.total(scope).join().calls().total();
    var sorted =
        Store.await(
            store.read(
                handle ->
                    handle
                        .createQuery(
                            "SELECT total FROM call WHERE started_at >= :from AND started_at < :to"
                                + " ORDER BY total")
                        .bind("from", scope.from().toEpochMilli())
                        .bind("to", scope.to().toEpochMilli())
                        .mapTo(Long.class)
                        .list()));
    assertThat(total.count()).isEqualTo(sorted.size());
    assertThat(total.sum()).isEqualTo(sorted.stream().mapToLong(each -> each).sum());
    for (double percent : List.of(1.0, 50.0, 95.0, 99.0, 100.0)) {
      long exact = sorted.get((int) Math.ceil(sorted.size() * percent / 100) - 1);
      assertThat(total.percentile(percent).orElseThrow()).isBetween(exact, exact + exact / 100 + 1);
    }
  }
}
