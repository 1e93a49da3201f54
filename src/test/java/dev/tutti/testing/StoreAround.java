package dev.tutti.testing;

import dev.tutti.store.Store;
import dev.tutti.store.StoreStats;
import dev.tutti.store.Work;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Store that hands everything on to another one; what a test wants otherwise is overridden. */
public class StoreAround implements Store {
  private final Store store;

  protected StoreAround(Store store) {
    this.store = store;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work) {
    return store.read(work);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
    return store.write(work);
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
