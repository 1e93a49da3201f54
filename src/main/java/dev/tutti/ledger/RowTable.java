package dev.tutti.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Insertion of rows of one table, through JDBC itself, because this is done for every call: binding
 * by name would take most of the time, and the driver looks for generated keys after each row that
 * is not of a batch. Most columns of most rows are zero or empty; these stand in the statement
 * itself, as to bind a value takes longer than to insert it. For one transaction; not thread-safe.
 */
final class RowTable implements AutoCloseable {
  /**
   * Rows that are inserted before the thread yields, some tenths of a millisecond: the kernel lets
   * a thread that is at work go on for 3 ms, while an event loop that has woken on the same core
   * waits. A writer that is behind does not yield, as it would never catch up on a busy machine.
   */
  private static final int MOST_AT_ONCE = 16;

  /** Shapes with a statement of their own; rows of others have every value bound. */
  private static final int MOST_SHAPES = 32;

  private final Connection connection;
  private final LedgerTable table;
  private final BooleanSupplier behind;
  private final Map<Shape, PreparedStatement> statements = new HashMap<>();

  /**
   * @param behind whether records wait for this insertion to end
   */
  RowTable(Connection connection, LedgerTable table, BooleanSupplier behind) {
    this.connection = connection;
    this.table = table;
    this.behind = behind;
  }

  /**
   * Columns that are not bound, as bits.
   *
   * @param blanks those that are zero or empty
   * @param nulls those that have nothing
   */
  private record Shape(long blanks, long nulls) {
    static final Shape FULL = new Shape(0, 0);

    static Shape of(LedgerRow row) {
      return new Shape(row.blanks(), row.absences());
    }

    boolean isBound(int column) {
      return ((blanks | nulls) >>> column & 1) == 0;
    }
  }

  /**
   * Adds rows.
   *
   * @return the id of the last one; those before it have the ids before it
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it
  long insert(List<LedgerRow> rows) throws SQLException {
    var open = Shape.FULL;
    int added = 0;
    for (var row : rows) {
      var shape = shape(row);
      if (!shape.equals(open)) {
        execute(open);
        open = shape;
      } else if (added % MOST_AT_ONCE == 0 && !behind.getAsBoolean()) {
        execute(open);
        Thread.yield();
      }
      added++;
      var statement = statement(shape, row);
      bind(statement, shape, row);
      statement.addBatch();
    }
    execute(open);
    return lastId();
  }

  private void execute(Shape shape) throws SQLException {
    var statement = statements.get(shape);
    if (statement != null) {
      statement.executeBatch();
    }
  }

  private Shape shape(LedgerRow row) {
    var shape = Shape.of(row);
    return statements.size() < MOST_SHAPES || statements.containsKey(shape) ? shape : Shape.FULL;
  }

  private PreparedStatement statement(Shape shape, LedgerRow row) throws SQLException {
    var statement = statements.get(shape);
    if (statement == null) {
      statement = connection.prepareStatement(sql(shape, row));
      statements.put(shape, statement);
    }
    return statement;
  }

  private String sql(Shape shape, LedgerRow row) {
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(
            table.sql(),
            String.join(", ", table.columns()),
            IntStream.range(0, table.columns().size())
                .mapToObj(column -> shape.isBound(column) ? "?" : constant(row.value(column)))
                .collect(Collectors.joining(", ")));
  }

  /**
   * The same for all rows of a shape: 0, the number of the empty word, an empty text, or nothing.
   */
  private static String constant(@Nullable Object value) {
    return value == null ? "NULL" : value instanceof Long number ? number.toString() : "''";
  }

  private void bind(PreparedStatement statement, Shape shape, LedgerRow row) throws SQLException {
    int at = 1;
    for (int i = 0; i < table.columns().size(); i++) {
      if (shape.isBound(i)) {
        statement.setObject(at++, row.value(i));
      }
    }
  }

  private long lastId() throws SQLException {
    try (var query = connection.prepareStatement("SELECT last_insert_rowid()");
        var found = query.executeQuery()) {
      return found.next() ? found.getLong(1) : 0;
    }
  }

  @Override
  public void close() throws SQLException {
    for (var statement : statements.values()) {
      statement.close();
    }
  }
}
