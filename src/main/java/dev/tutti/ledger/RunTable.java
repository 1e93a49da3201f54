package dev.tutti.ledger;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** The SQL of how many records of a server's run are written. */
final class RunTable {
  private static final String WRITTEN = "SELECT written FROM ledger_run WHERE run = ?";
  private static final String NOTE =
      """
      INSERT INTO ledger_run (run, written) VALUES (?, ?)
      ON CONFLICT (run) DO UPDATE SET written = excluded.written\
      """;

  private final long run;

  RunTable(long run) {
    this.run = run;
  }

  long written(Handle handle) throws SQLException {
    try (var query = handle.getConnection().prepareStatement(WRITTEN)) {
      query.setLong(1, run);
      try (var row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  void note(Handle handle, long written) throws SQLException {
    try (var update = handle.getConnection().prepareStatement(NOTE)) {
      update.setLong(1, run);
      update.setLong(2, written);
      update.executeUpdate();
    }
  }
}
