package dev.tutti.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.query.Condition;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows are found by their times, to the millisecond and by an index. */
class LedgerTimesTest {
  private static final long SEED = 48;
  private static final long BEGIN = 1_772_668_800_000L;
  private static final long STRETCH = 4_000;

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** On the edges of stretches and beside them, and anywhere. */
  private long time() {
    long any = BEGIN + random.nextLong(40_000);
    return random.nextBoolean() ? any : any / STRETCH * STRETCH + random.nextLong(-1, 2);
  }

  @Test
  void a_condition_means_the_rows_of_a_span_and_no_others() {
    for (var table : LedgerTable.values()) {
      var times = LongStream.generate(this::time).limit(300).boxed().toList();
      insert(table, times);
      for (int i = 0; i < 200; i++) {
        long some = time();
        long other = time();
        long from = Math.min(some, other);
        long to = Math.max(some, other) + 1;
        assertThat(found(table, table.within(from, to)))
            .as("seed %d: %s from %d to %d", SEED, table, from, to)
            .isEqualTo(ids(times, from, to));
        assertThat(found(table, table.near(from, to)))
            .containsAll(ids(times, from, to))
            .isSubsetOf(ids(times, from - STRETCH, to + STRETCH));
      }
    }
  }

  @Test
  void an_index_finds_them() {
    assertThat(plan(LedgerTable.CALL, LedgerTable.CALL.within(BEGIN, BEGIN + 1)))
        .contains("USING INDEX call_started (");
    assertThat(plan(LedgerTable.ATTEMPT, LedgerTable.ATTEMPT.within(BEGIN, BEGIN + 1)))
        .contains("attempt_ended_at (");
  }

  private void insert(LedgerTable table, List<Long> times) {
    int place = table.place(table == LedgerTable.CALL ? "started_at" : "ended_at");
    var rows = new ArrayList<LedgerRow>();
    for (long time : times) {
      var row = LedgerRow.of(table);
      for (int i = 0; i < table.columns().size(); i++) {
        row.put(i == place ? time : 0);
      }
      rows.add(row);
    }
    Store.await(
        store.write(
            handle -> new RowTable(handle.getConnection(), table, () -> true).insert(rows)));
  }

  private static List<Long> ids(List<Long> times, long from, long to) {
    return IntStream.range(0, times.size())
        .filter(i -> times.get(i) >= from && times.get(i) < to)
        .mapToObj(i -> i + 1L)
        .toList();
  }

  private List<Long> found(LedgerTable table, Condition which) {
    return Store.await(
        store.read(
            handle ->
                handle
                    .select(
                        "SELECT id FROM %s WHERE %s ORDER BY +id"
                            .formatted(table.sql(), which.sql()),
                        which.arguments().toArray())
                    .mapTo(Long.class)
                    .list()));
  }

  private String plan(LedgerTable table, Condition which) {
    return Store.await(
        store.read(
            handle ->
                handle
                    .select(
                        "EXPLAIN QUERY PLAN SELECT * FROM %s WHERE %s"
                            .formatted(table.sql(), which.sql()),
                        which.arguments().toArray())
                    .map((row, _) -> row.getString("detail"))
                    .list()
                    .toString()));
  }
}
