package dev.tutti.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** Opens connections that keep what they acknowledge: write-ahead log, flushed at every commit. */
final class SqliteConnections {
  /** The busy handler sleeps in native code, deaf to interrupts, so it must not sleep for long. */
  private static final Duration BUSY = Duration.ofMillis(250);

  /** The log is cut back to this size when it has been copied into the database. */
  private static final int LOG_BYTES = 16 << 20;

  /**
   * Pages of 4 KiB in the log at which it is copied into the database: three times as many as
   * usual, since pages that many transactions change are copied once.
   */
  private static final int LOG_PAGES = 3_000;

  private final SQLiteDataSource writer;
  private final SQLiteDataSource reader;

  SqliteConnections(Path folder) {
    var url = "jdbc:sqlite:" + DataFolder.database(folder).toAbsolutePath();
    writer = source(url, writing());
    reader = source(url, reading());
  }

  private static SQLiteConfig writing() {
    var config = common();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setPragma(Pragma.SECURE_DELETE, "true"); // what is erased is gone from the file, too
    config.setJournalSizeLimit(LOG_BYTES);
    config.enforceForeignKeys(true);
    return config;
  }

  private static SQLiteConfig reading() {
    var config = common();
    config.setReadOnly(true);
    return config;
  }

  private static SQLiteConfig common() {
    var config = new SQLiteConfig();
    config.setBusyTimeout((int) BUSY.toMillis());
    config.resetOpenMode(SQLiteOpenMode.CREATE); // a file that is gone stays gone
    config.setOpenMode(SQLiteOpenMode.NOMUTEX); // a connection is one thread's at a time
    return config;
  }

  private static SQLiteDataSource source(String url, SQLiteConfig config) {
    var source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  /** The source of connections that write. */
  SQLiteDataSource writer() {
    return writer;
  }

  Connection openWriter() throws SQLException {
    var connection = writer.getConnection();
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
    }
    return connection;
  }

  Connection openReader() throws SQLException {
    return reader.getConnection();
  }
}
