package dev.tutti.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Insertion of rows of one table, through JDBC itself, because this is done for every call: binding
 * by name would take most of the time, and the driver looks for generated keys after each row that
 * is not of a batch. To bind a value takes longer than to insert it, and in most columns all rows
 * of a transaction have the same, such as zero, or the path of their endpoint; these stand in the
 * statement itself. A statement opens the table and its indexes and looks for their ends, so one
 * inserts several rows. For one transaction; not thread-safe.
 */
final class RowTable {
  /**
   * Rows that are inserted before the thread yields, some hundredths of a millisecond: the kernel
   * lets a thread that is at work go on for 3 ms, while an event loop that has woken on the same
   * core waits. A writer that is behind does not yield, as it would never catch up on a busy
   * machine.
   */
  private static final int MOST_AT_ONCE = 16;

  /** Rows for which a statement of several is worth its preparation. */
  private static final int MANY = 64;

  private final Connection connection;
  private final LedgerTable table;
  private final BooleanSupplier behind;

  /**
   * @param behind whether records wait for this insertion to end
   */
  RowTable(Connection connection, LedgerTable table, BooleanSupplier behind) {
    this.connection = connection;
    this.table = table;
    this.behind = behind;
  }

  /**
   * Adds rows.
   *
   * @return the id of the last one; those before it have the ids before it
   */
  long insert(List<LedgerRow> rows) throws SQLException {
    long constants = constants(rows);
    int grouped = rows.size() < MANY ? 0 : rows.size() - rows.size() % MOST_AT_ONCE;
    insert(rows.subList(0, grouped), constants, MOST_AT_ONCE);
    insert(rows.subList(grouped, rows.size()), constants, 1);
    return lastId();
  }

  /** Columns that have the same in all rows, as bits; texts of a row's own are none of them. */
  private static long constants(List<LedgerRow> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    var first = rows.getFirst();
    long same = first.plain();
    for (var row : rows) {
      same = first.same(row, same);
    }
    return same;
  }

  /**
   * Adds rows.
   *
   * @param each how many of them a statement inserts
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it
  private void insert(List<LedgerRow> rows, long constants, int each) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    int[] bound =
        IntStream.range(0, table.columns().size())
            .filter(column -> !has(constants, column))
            .toArray();
    try (var statement = connection.prepareStatement(sql(rows.getFirst(), constants, each))) {
      for (int from = 0; from < rows.size(); from += MOST_AT_ONCE) {
        if (!behind.getAsBoolean()) {
          Thread.yield();
        }
        int to = Math.min(from + MOST_AT_ONCE, rows.size());
        add(statement, rows.subList(from, to), bound, each);
        statement.executeBatch();
      }
    }
  }

  /**
   * With the constants of all rows. A statement that fails ends the transaction, so SQLite need not
   * note how to undo the rows before the one it failed at: this is what {@code OR FAIL} says.
   */
  private String sql(LedgerRow any, long constants, int each) {
    var row =
        IntStream.range(0, table.columns().size())
            .mapToObj(column -> has(constants, column) ? constant(any.value(column)) : "?")
            .collect(Collectors.joining(", ", "(", ")"));
    return "INSERT OR FAIL INTO %s (%s) VALUES %s"
        .formatted(
            table.sql(),
            String.join(", ", table.columns()),
            String.join(", ", Collections.nCopies(each, row)));
  }

  private static boolean has(long columns, int column) {
    return (columns >>> column & 1) != 0;
  }

  private static String constant(@Nullable Object value) {
    return value == null ? "NULL" : value instanceof Long number ? number.toString() : "''";
  }

  private static void add(PreparedStatement statement, List<LedgerRow> rows, int[] bound, int each)
      throws SQLException {
    int at = 1;
    int inStatement = 0;
    for (var row : rows) {
      for (int column : bound) {
        bind(statement, at++, row, column);
      }
      if (++inStatement == each) {
        statement.addBatch();
        at = 1;
        inStatement = 0;
      }
    }
  }

  private static void bind(PreparedStatement statement, int at, LedgerRow row, int column)
      throws SQLException {
    var text = row.text(column);
    if (text != null) {
      statement.setString(at, text);
    } else if (row.isAbsent(column)) {
      statement.setNull(at, Types.INTEGER);
    } else {
      statement.setLong(at, row.number(column));
    }
  }

  private long lastId() throws SQLException {
    try (var query = connection.prepareStatement("SELECT last_insert_rowid()");
        var found = query.executeQuery()) {
      return found.next() ? found.getLong(1) : 0;
    }
  }
}
