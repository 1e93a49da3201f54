package dev.tutti.report;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that adds rows up, {@code -Dtutti.kills=20} times when asked to. */
class RollupKillTest {
  private static final int KILLS = Integer.getInteger("tutti.kills", 2);
  private static final int LINES = 4;

  @TempDir Path folder;

  @Test
  void each_row_counts_once_over_kill_9() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      runUntilKilled(kill);
      try (var store = Store.open(StoreSettings.in(folder))) {
        var begin = KilledRollups.BEGIN.minus(Duration.ofDays(1));
        for (var from : List.of(begin, late(store))) {
          var rows = rows(store, from);
          assertThat(rows.getFirst()).isPositive();
          assertThat(figures(store, from)).as("after kill " + kill).isEqualTo(rows);
          Rollups.over(store).advance().join();
          assertThat(figures(store, from)).as("after kill %d, added up", kill).isEqualTo(rows);
        }
      }
    }
  }

  private void runUntilKilled(int seed) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRollups.class.getName(),
                folder.toString(),
                Integer.toString(seed))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.inputReader()) {
      for (int i = 0; i < LINES; i++) {
        assertThat(out.readLine()).isNotNull();
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** A beginning of 15 seconds an hour before the last attempt that is added up. */
  private static Instant late(Store store) {
    long last =
        Store.await(
            store.read(
                handle ->
                    handle
                        .select("SELECT max(bucket) FROM attempt_bucket WHERE level = 3")
                        .mapTo(Long.class)
                        .one()));
    return Instant.ofEpochMilli(last).minus(Duration.ofHours(1));
  }

  private static List<Long> rows(Store store, Instant from) {
    return Store.await(
        store.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT (SELECT count(*) FROM call WHERE started_at >= :from),
                          (SELECT sum(total) FROM call WHERE started_at >= :from),
                          count(*), sum(cost), sum(duration) FROM attempt WHERE ended_at >= :from\
                        """)
                    .bind("from", from.toEpochMilli())
                    .map(
                        (row, _) ->
                            List.of(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)))
                    .one()));
  }

  private static List<Long> figures(Store store, Instant from) {
    var end = KilledRollups.BEGIN.plus(Duration.ofDays(2_000));
    var clock = InstantSource.fixed(end);
    try (var ledger = Ledger.open(store, Prices::shipped, clock, LedgerSettings.defaults())) {
      var scope = ReportScope.of(from, end, ZoneOffset.UTC, "", end);
      var total = FigureSource.over(ledger, clock).total(scope).join();
      return List.of(
          total.calls().count(),
          total.calls().total().sum(),
          total.attempts().count(),
          total.spend().nanoDollars(),
          total.attempts().duration().sum());
    }
  }
}
