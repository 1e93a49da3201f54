package dev.tutti.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Writer of a server's run: batches of records, each record once. For one transaction after the
 * other; not thread-safe.
 */
final class LedgerWriter {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final RunTable run;
  private final WordIds words = new WordIds();
  private final CallRows calls = new CallRows(words);
  private final AttemptRows attempts = new AttemptRows(words);
  private final BooleanSupplier behind;
  private List<WrittenRows> uncommitted = List.of();

  /**
   * @param run a random number of the server's run
   * @param behind whether so many records wait that writing must not give way to other threads
   */
  LedgerWriter(long run, BooleanSupplier behind) {
    this.run = new RunTable(run);
    this.behind = behind;
  }

  /**
   * Writes records that were numbered, as a {@link dev.tutti.store.Work}; those that are there
   * already stay as they are.
   *
   * @param first the number of the first record, counted from 0 in the server's run
   * @return how many records of this run there are now
   */
  long write(Handle handle, long first, List<LedgerRecord> records) throws Exception {
    words.begin(handle, latestDay(records));
    int written = Math.clamp(run.written(handle) - first, 0, records.size());
    var settled = new ArrayList<LedgerRow>();
    var ended = new ArrayList<LedgerRow>();
    for (var each : records.subList(written, records.size())) {
      switch (each) {
        case AttemptRecord attempt -> settled.add(attempts.row(handle, attempt));
        case CallRecord call -> ended.add(calls.row(handle, call));
      }
    }
    uncommitted =
        List.of(
            insert(handle, LedgerTable.ATTEMPT, settled), insert(handle, LedgerTable.CALL, ended));
    run.note(handle, first + records.size());
    return first + records.size();
  }

  private static long latestDay(List<LedgerRecord> records) {
    long latest = 0;
    for (var each : records) {
      latest = Math.max(latest, each.time().toEpochMilli());
    }
    return latest / DAY;
  }

  private WrittenRows insert(Handle handle, LedgerTable table, List<LedgerRow> rows)
      throws Exception {
    long last = new RowTable(handle.getConnection(), table, behind).insert(rows);
    return new WrittenRows(table, last, rows);
  }

  /** The records that were written last are on disk: their rows. */
  List<WrittenRows> committed() {
    words.committed();
    return uncommitted;
  }
}
