package dev.tutti.report;

import dev.tutti.ledger.CallFields;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.query.Moment;
import dev.tutti.query.Query;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Times of what operators read from a ledger of some millions of attempts: a page of the list of
 * calls, an overview and a month's report. {@code RecorderBench FOLDER ATTEMPTS [ROUNDS]}; a folder
 * that has a ledger is used as it is.
 */
public final class RecorderBench {
  private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe");
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration SPAN = Duration.ofDays(31);
  private static final Instant NOW = BEGIN.plus(SPAN);
  private static final double ATTEMPTS_A_CALL = 0.95; // cached answers need none

  private final Store store;
  private final Ledger ledger;
  private final FigureSource source;
  private final int rounds;
  private int next;

  private RecorderBench(Store store, Ledger ledger, int rounds) {
    this.store = store;
    this.ledger = ledger;
    this.source = FigureSource.over(ledger, InstantSource.fixed(NOW));
    this.rounds = rounds;
  }

  /** Generates the ledger if there is none, and prints the times. */
  public static void main(String[] arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    int attempts = Integer.parseInt(arguments[1]);
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
    boolean fresh = !Files.exists(folder);
    try (var store = Store.open(StoreSettings.in(folder))) {
      if (fresh) {
        generate(store, (int) (attempts / ATTEMPTS_A_CALL));
      }
      var clock = InstantSource.fixed(NOW);
      try (var ledger = Ledger.open(store, Prices::shipped, clock, LedgerSettings.defaults())) {
        var bench = new RecorderBench(store, ledger, rounds);
        bench.compare();
        bench.measure();
      }
    }
  }

  private static void generate(Store store, int calls) {
    long began = System.nanoTime();
    new LedgerGenerator(1, BEGIN, SPAN).write(store, calls, calls);
    long written = System.nanoTime();
    System.out.printf("generated %d calls in %d s%n", calls, (written - began) / 1_000_000_000);
    Rollups.over(store, 50_000).advance().join();
    System.out.printf("rolled up in %d s%n", (System.nanoTime() - written) / 1_000_000_000);
  }

  /** Compares each day in five time zones with plain SQL. */
  private void compare() {
    int days = 0;
    for (var zone : ZONES) {
      var scope =
          new ReportScope(BEGIN.plus(Duration.ofDays(1)), NOW, ZoneId.of(zone), month("").filter());
      var series = source.series(scope, SeriesStep.of("day")).join();
      for (int i = 0; i < series.edges().size() - 1; i++) {
        var point = series.lines().getFirst().points().get(i);
        var told =
            List.of(point.calls().count(), point.attempts().count(), point.spend().nanoDollars());
        var plain = plain(series.edges().get(i), series.edges().get(i + 1));
        if (!told.equals(plain)) {
          throw new AssertionError(
              "%s, %s: %s (SQL says: %s)".formatted(zone, series.edges().get(i), told, plain));
        }
        days++;
      }
    }
    System.out.printf("%d days of %d zones are what plain SQL says%n", days, ZONES.size());
  }

  private List<Long> plain(Instant from, Instant to) {
    return Store.await(
        store.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT (SELECT count(*) FROM call WHERE started_at / 4000 BETWEEN :from / 4000 AND :to / 4000
                            AND started_at >= :from AND started_at < :to),
                          count(*), coalesce(sum(cost), 0)
                        FROM attempt WHERE ended_at >= :from AND ended_at < :to\
                        """)
                    .bind("from", from.toEpochMilli())
                    .bind("to", to.toEpochMilli())
                    .map((row, _) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
                    .one()));
  }

  private void measure() throws Exception {
    for (var filter :
        List.of(
            "",
            "owner=owner-3",
            "-outcome=completed",
            "model=odd -outcome=completed",
            "session=s-5000",
            "user=user-1999",
            "cost>1",
            "model=none-such")) {
      time("list page " + filter, () -> list(filter));
    }
    var ids = ids();
    time("a call by its id", () -> ledger.call(ids.get(next++ % ids.size())).join());
    time("overview", this::overview);
    time("month's report", this::month);
    time("month by day", () -> source.series(month(""), SeriesStep.of("day")).join());
    time("month total", () -> source.total(month("")).join());
    time("month by model", () -> by("", Dimension.MODEL));
    time("month by key and day", () -> by("", Dimension.KEY, Dimension.DAY));
    time("month of a filter", () -> by("owner=owner-3", Dimension.MODEL));
    time(
        "day by user",
        () -> source.by(day(""), List.of(Dimension.USER), ReportMeasure.COST, 10).join());
  }

  /** Ids of calls over the whole span. */
  private List<String> ids() {
    return Store.await(
        store.read(
            handle ->
                handle
                    .createQuery(
                        """
                        WITH RECURSIVE place(id) AS (
                          SELECT 1 UNION ALL
                          SELECT id + (SELECT max(id) FROM call) / 100 + 1 FROM place
                          WHERE id < (SELECT max(id) FROM call)
                        )
                        SELECT call_id FROM call WHERE id IN (SELECT id FROM place)\
                        """)
                    .mapTo(String.class)
                    .list()));
  }

  private Object list(String filter) {
    var query = Query.parse(filter, CallFields.CALL, new Moment(NOW, ZONE));
    return ledger.page(query, Long.MAX_VALUE, 100).join();
  }

  private static ReportScope month(String filter) {
    var first = BEGIN.atZone(ZONE).toLocalDate().atStartOfDay(ZONE);
    return ReportScope.of(first.toInstant(), first.plusMonths(1).toInstant(), ZONE, filter, NOW);
  }

  private static ReportScope day(String filter) {
    return month(filter).within(NOW.minus(Duration.ofDays(1)), NOW);
  }

  private Object by(String filter, Dimension... by) {
    return source.by(month(filter), List.of(by), ReportMeasure.COST, 10).join();
  }

  /** Five tiles with their lines, the same time of last week, and the largest models. */
  private Object overview() {
    var week = Duration.ofDays(7);
    var day = day("");
    source.series(day, SeriesStep.of("1h")).join();
    source.total(day.within(day.from().minus(week), day.to().minus(week))).join();
    return source.by(day, List.of(Dimension.MODEL), ReportMeasure.CALLS, 10).join();
  }

  /** Each section of a report over a month. */
  private Object month() {
    source.total(month("")).join();
    source.series(month(""), SeriesStep.of("day")).join();
    for (var by :
        List.of(
            Dimension.MODEL,
            Dimension.DEPLOYMENT,
            Dimension.OWNER,
            Dimension.KEY,
            Dimension.SKILL,
            Dimension.OUTCOME,
            Dimension.ATTEMPT_OUTCOME)) {
      by("", by);
    }
    return source;
  }

  private static double millis(Callable<?> work) throws Exception {
    long began = System.nanoTime();
    work.call();
    return (System.nanoTime() - began) / 1e6;
  }

  /** Prints the median of some rounds, after the first one and another one have warmed up. */
  private void time(String what, Callable<?> work) throws Exception {
    double first = millis(work);
    millis(work);
    var millis = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      millis[i] = millis(work);
    }
    Arrays.sort(millis);
    System.out.printf(
        "%-45s median %8.1f ms, first %8.1f, most %8.1f%n",
        what, millis[rounds / 2], first, millis[rounds - 1]);
  }
}
