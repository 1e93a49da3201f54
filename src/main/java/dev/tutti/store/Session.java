package dev.tutti.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * One connection and its transactions. Used by one thread at a time, except {@link #interrupt}.
 *
 * <p>Transactions are begun and ended in SQL, not through JDBC's auto-commit: the driver's {@code
 * commit} begins the next transaction at once, which takes the write lock again and may fail after
 * the commit has succeeded.
 */
final class Session implements AutoCloseable {

  /** Opens a connection. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /** Looks whether what is written is written where the next start finds it. */
  interface Presence {
    Presence ASSUMED =
        new Presence() {
          @Override
          public void before() {}

          @Override
          public void after() {}
        };

    /** Goes on only if it may be written now. */
    void before();

    /** Goes on only if it was. */
    void after();
  }

  private final Opening opening;
  private final String begin;
  private final Duration patience;
  private final Presence presence;
  private volatile Connection connection;
  private Jdbi jdbi;

  private Session(Opening opening, String begin, Duration patience, Presence presence)
      throws SQLException {
    this.opening = opening;
    this.begin = begin;
    this.patience = patience;
    this.presence = presence;
    this.connection = opening.open();
    this.jdbi = jdbi(connection);
  }

  /** Without the template engine: it takes longer to start than to do the rest, and SQL is SQL. */
  private static Jdbi jdbi(Connection connection) {
    var statements = new KeptStatements(connection);
    var jdbi = Jdbi.create(connection);
    jdbi.setStatementBuilderFactory(_ -> statements);
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    return jdbi;
  }

  /** A session that takes the write lock at the beginning of each transaction. */
  static Session writing(Opening opening, Duration patience, Presence presence)
      throws SQLException {
    return new Session(opening, "BEGIN IMMEDIATE", patience, presence);
  }

  /** A session that sees one snapshot in each transaction. */
  static Session reading(Opening opening) throws SQLException {
    return new Session(opening, "BEGIN", Duration.ZERO, Presence.ASSUMED);
  }

  /** Does a work in one transaction. */
  <T extends @Nullable Object> T run(Work<T> work) throws Exception {
    presence.before();
    begin();
    boolean committed = false;
    try (var handle = jdbi.open()) {
      T result = work.run(handle);
      execute("COMMIT");
      committed = true;
      presence.after();
      return result;
    } finally {
      if (!committed) {
        rollback();
      }
    }
  }

  private void begin() throws SQLException {
    if (connection.isClosed()) {
      open(); // it could not be opened again when it was given up
    }
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        execute(begin);
        return;
      } catch (SQLException e) {
        if (!SqliteErrors.busy(e) || System.nanoTime() - deadline >= 0) {
          throw e;
        }
      }
    }
  }

  /** A transaction that cannot be rolled back ends with its connection. */
  private void rollback() throws SQLException {
    try {
      execute("ROLLBACK");
    } catch (SQLException _) {
      close();
      open();
    }
  }

  private void open() throws SQLException {
    connection = opening.open();
    jdbi = jdbi(connection);
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * A number that changes when another connection has committed since the last look; commits of
   * this one leave it.
   */
  long dataVersion() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA data_version")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /**
   * Copies the write-ahead log into the database and cuts it to nothing; says whether no reader was
   * in the way.
   */
  boolean emptyLog() throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      return rows.next() && rows.getInt("busy") == 0;
    }
  }

  /** Ends the running statement early with an error. Any thread. */
  void interrupt() throws SQLException {
    connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
