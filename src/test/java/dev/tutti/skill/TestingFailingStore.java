package dev.tutti.skill;

import dev.tutti.store.Store;
import dev.tutti.store.StoreStats;
import dev.tutti.store.Work;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A store whose writes fail when the test says so, before they are done or after. */
public final class TestingFailingStore implements Store {
  private final Store store;
  private Mode mode = Mode.WORKING;

  /** What becomes of writes. */
  public enum Mode {
    WORKING,
    REFUSING,
    /** They are done, and nobody learns it. */
    SILENT
  }

  public TestingFailingStore(Store store) {
    this.store = store;
  }

  public void mode(Mode other) {
    mode = other;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work) {
    return store.read(work);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
    if (mode == Mode.WORKING) {
      return store.write(work);
    }
    if (mode == Mode.SILENT) {
      Store.await(store.write(work));
    }
    return CompletableFuture.failedFuture(new IOException("the disk is full"));
  }

  @Override
  public CompletableFuture<Boolean> emptyLog() {
    return store.emptyLog();
  }

  @Override
  public void onForeignChange(Runnable listener) {
    store.onForeignChange(listener);
  }

  @Override
  public void onOutage(OutageListener listener) {
    store.onOutage(listener);
  }

  @Override
  public StoreStats stats() {
    return store.stats();
  }

  @Override
  public void close() {
    store.close();
  }
}
