package dev.tutti.report;

import dev.tutti.store.Store;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Rollups: rows added up into buckets, in the background. Some thousands at a time are read from a
 * snapshot and then written in one transaction with how far that is. So each row counts once, also
 * when the process is killed in between. Thread-safe.
 */
public final class Rollups implements Runnable {
  private static final int ROWS = 10_000;

  private final Store store;
  private final int rows;
  private final StepRunner runner;

  private Rollups(Store store, int rows) {
    this.store = store;
    this.rows = rows;
    List<Supplier<CompletableFuture<Boolean>>> kinds =
        Arrays.stream(Subject.values())
            .map(each -> new BucketTable(SubjectRows.of(each)))
            .<Supplier<CompletableFuture<Boolean>>>map(table -> () -> step(table))
            .toList();
    this.runner = new StepRunner("Adding figures up", kinds);
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
   * Adds up what has come. Does nothing while it is at it already.
   *
   * @return done when everything that was there is in
   */
  public CompletableFuture<Void> advance() {
    return runner.advance();
  }

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
