package dev.tutti.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A database in a data folder. Thread-safe.
 *
 * <p>Futures complete on the store's own threads: an action that is attached to one must be short,
 * and an event loop hops home first. Blocking code uses {@link #await}.
 */
public interface Store extends AutoCloseable {

  /**
   * Opens a folder for a server: takes the folder's lock, brings the schema up to date.
   *
   * @throws StoreException when it cannot, saying what and where
   */
  static Store open(StoreSettings settings) {
    return SqliteStore.open(settings);
  }

  /**
   * Opens a folder without holding its lock, for a tool that works while a server may run. Brings
   * the schema up to date only when no server runs.
   *
   * @throws StoreException when it cannot, saying what and where
   */
  static Store attach(StoreSettings settings) {
    return SqliteStore.attach(settings);
  }

  /** Reads one snapshot of the database. Writing fails. */
  <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work);

  /** Writes in one transaction that is on disk when the future completes. */
  <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work);

  /**
   * Empties the write-ahead log into the database, so that what was deleted is in no file any more;
   * completes with whether no reader was in the way.
   */
  CompletableFuture<Boolean> emptyLog();

  /**
   * Runs the listener soon after another process has changed the database. It runs on the writer's
   * thread, so it must be short: it may submit works, not wait for them.
   */
  void onForeignChange(Runnable listener);

  /**
   * Tells the listener when writes begin to fail for a reason outside of them, and when they
   * succeed again. It runs on the writer's thread, as those of {@link #onForeignChange}.
   */
  void onOutage(OutageListener listener);

  /** Listener to outages of the database. */
  @FunctionalInterface
  interface OutageListener {
    /**
     * Takes note.
     *
     * @param began whether it begins rather than ends
     * @param why in words for who operates Tutti
     */
    void outage(boolean began, String why);
  }

  /** State of the store right now. */
  StoreStats stats();

  /**
   * Refuses new jobs, runs the queued ones within {@link StoreSettings#drain}, fails the others and
   * releases the folder. Once is enough; again does nothing.
   */
  @Override
  void close();

  /**
   * Waits for a work, on any thread but the store's own and event loops.
   *
   * @throws RuntimeException that the work threw: a {@link StoreException} for all that the
   *     database reports
   */
  static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    if (Thread.currentThread() instanceof WorkerQueue.StoreThread) {
      throw new IllegalStateException("a thread of the store would wait for itself");
    }
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw e;
    }
  }
}
