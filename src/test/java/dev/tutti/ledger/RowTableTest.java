package dev.tutti.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.ledger.LedgerRow.Word;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows come to the database as they were made, however many they are and whatever they share. */
class RowTableTest {
  private static final Set<String> TEXTS =
      Set.of("call_id", "trace_id", "session", "turn", "task", "decision");
  private static final Set<String> NULLABLE = Set.of("first_token", "decision");

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(16);
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 79, 200})
  void rows_are_written_as_they_were_made(int count) {
    for (var table : LedgerTable.values()) {
      var some = rows(table, count);
      assertThat(insert(table, some)).isEqualTo(count);
      var others = rows(table, count);
      assertThat(insert(table, others)).isEqualTo(2L * count);
      assertThat(read(table)).isEqualTo(numbered(table, some, others));
    }
  }

  @Test
  void no_rows_leave_the_table_empty() {
    insert(LedgerTable.CALL, List.of());
    assertThat(read(LedgerTable.CALL)).isEmpty();
  }

  /** Also those of the statements before. */
  @Test
  void a_row_that_is_refused_takes_the_others_with_it() {
    var rows = rows(LedgerTable.ATTEMPT, 100);
    rows.set(70, row(LedgerTable.ATTEMPT, sharing(LedgerTable.ATTEMPT), "duration"));
    assertThatThrownBy(() -> insert(LedgerTable.ATTEMPT, rows))
        .hasStackTraceContaining("attempt.duration");
    assertThat(read(LedgerTable.ATTEMPT)).isEmpty();
  }

  private long insert(LedgerTable table, List<LedgerRow> rows) {
    return Store.await(
        store.write(
            handle -> new RowTable(handle.getConnection(), table, () -> true).insert(rows)));
  }

  private List<LedgerRow> rows(LedgerTable table, int count) {
    var shared = sharing(table);
    return IntStream.range(0, count)
        .mapToObj(_ -> row(table, shared, ""))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /** A value for each column, and whether all rows have it. */
  private List<Value> sharing(LedgerTable table) {
    return table.columns().stream()
        .map(column -> new Value(some(column), random.nextInt(3) > 0))
        .toList();
  }

  private record Value(@Nullable Object value, boolean isOfAll) {}

  private @Nullable Object some(String column) {
    if (NULLABLE.contains(column) && random.nextInt(3) == 0) {
      return null;
    }
    if (column.equals("decision") && random.nextInt(3) == 0) {
      return 7L; // a word
    }
    if (TEXTS.contains(column)) {
      return random.nextBoolean() ? "" : "it's %d".formatted(random.nextInt(3));
    }
    return random.nextBoolean() ? 0L : random.nextLong(1L << random.nextInt(1, 62));
  }

  /**
   * @param absent a column that has nothing
   */
  private LedgerRow row(LedgerTable table, List<Value> shared, String absent) {
    var row = LedgerRow.of(table);
    for (int i = 0; i < shared.size(); i++) {
      var column = table.columns().get(i);
      var value = shared.get(i);
      put(row, column.equals(absent) ? null : value.isOfAll ? value.value : some(column));
    }
    return row;
  }

  private void put(LedgerRow row, @Nullable Object value) {
    if (value instanceof String text) {
      row.put(text);
    } else if (value instanceof Long number && random.nextBoolean()) {
      row.put(new Word(number, "word"));
    } else {
      row.putNullable((Long) value);
    }
  }

  private static List<List<@Nullable Object>> numbered(
      LedgerTable table, List<LedgerRow> some, List<LedgerRow> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    var numbered = new ArrayList<List<@Nullable Object>>();
    for (var row : all) {
      var values = new ArrayList<@Nullable Object>();
      values.add(numbered.size() + 1L);
      for (int i = 0; i < table.columns().size(); i++) {
        values.add(row.value(i));
      }
      numbered.add(values);
    }
    return numbered;
  }

  private List<List<@Nullable Object>> read(LedgerTable table) {
    return Store.await(store.read(handle -> read(handle, table)));
  }

  private static List<List<@Nullable Object>> read(Handle handle, LedgerTable table)
      throws SQLException {
    var columns = String.join(", ", table.columns());
    var sql = "SELECT id, %s FROM %s ORDER BY id".formatted(columns, table.sql());
    var read = new ArrayList<List<@Nullable Object>>();
    try (var query = handle.getConnection().prepareStatement(sql);
        var found = query.executeQuery()) {
      while (found.next()) {
        var values = new ArrayList<@Nullable Object>();
        for (int i = 1; i <= table.columns().size() + 1; i++) {
          var value = found.getObject(i);
          values.add(value instanceof Number number ? Long.valueOf(number.longValue()) : value);
        }
        read.add(values);
      }
    }
    return read;
  }
}
