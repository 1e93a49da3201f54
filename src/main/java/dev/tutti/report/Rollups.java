package dev.tutti.report;

import dev.tutti.store.Store;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds rows up into buckets, in the background: some thousands at a time, read from a snapshot and
 * then written in one transaction with how far that is. So each row counts once, also when the
 * process is killed in between. Thread-safe.
 */
public final class Rollups implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Rollups.class);
  private static final int ROWS = 10_000;

  private final Store store;
  private final int rows;
  private final List<BucketTable> tables =
      Arrays.stream(Subject.values()).map(each -> new BucketTable(SubjectRows.of(each))).toList();
  private final AtomicBoolean running = new AtomicBoolean();

  private Rollups(Store store, int rows) {
    this.store = store;
    this.rows = rows;
  }

  /** Rollups of a store, to be run from time to time. */
  public static Rollups over(Store store) {
    return new Rollups(store, ROWS);
  }

  static Rollups over(Store store, int rows) {
    return new Rollups(store, rows);
  }

  /** The same as {@link #advance}, for who does not wait. */
  @Override
  public void run() {
    var _ = advance();
  }

  /**
   * Adds up what has come, step by step, so that other writes come in between. Does nothing while
   * it is at it already; what fails is tried again the next time.
   *
   * @return done when everything that was there is in
   */
  public CompletableFuture<Void> advance() {
    if (!running.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(null);
    }
    return all(0).whenComplete((_, failure) -> ended(failure));
  }

  private void ended(Throwable failure) {
    running.set(false);
    if (failure != null) {
      log.warn("Figures cannot be added up, which is tried again: {}", failure.getMessage());
    }
  }

  private CompletableFuture<Void> all(int table) {
    return table == tables.size()
        ? CompletableFuture.completedFuture(null)
        : step(tables.get(table)).thenCompose(more -> all(more ? table : table + 1));
  }

  /** One step; whether there may be more. */
  private CompletableFuture<Boolean> step(BucketTable table) {
    return store
        .read(handle -> table.next(handle, rows))
        .thenCompose(
            increment ->
                increment.rows() == 0
                    ? CompletableFuture.completedFuture(false)
                    : store
                        .write(handle -> table.write(handle, increment))
                        .thenApply(_ -> increment.rows() == rows));
  }
}
