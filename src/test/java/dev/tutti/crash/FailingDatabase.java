package dev.tutti.crash;

import dev.tutti.store.Store;
import dev.tutti.store.StoreStats;
import dev.tutti.store.Work;
import dev.tutti.task.TaskDatabase;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Database that fails a share of its calls, {@code crash.fail}: half of them before they are done,
 * half of them after. The first call, which gives back what was running, succeeds, or the server
 * would not start.
 */
public final class FailingDatabase implements TaskDatabase {
  private final double share = Double.parseDouble(System.getProperty("crash.fail", "0"));

  @Override
  public Store around(Store store) {
    return share > 0 ? new FailingCalls(store, share) : store;
  }

  /** The database that fails. */
  private static final class FailingCalls implements Store {
    private final Store store;
    private final double share;
    private final AtomicLong calls = new AtomicLong();

    FailingCalls(Store store, double share) {
      this.store = store;
      this.share = share;
    }

    private <T extends @Nullable Object> CompletableFuture<T> failed() {
      return CompletableFuture.failedFuture(new IOException("the suite lets it fail"));
    }

    private boolean fails() {
      return calls.incrementAndGet() > 1 && ThreadLocalRandom.current().nextDouble() < share;
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> read(Work<T> work) {
      return fails() ? failed() : store.read(work);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
      if (!fails()) {
        return store.write(work);
      }
      return ThreadLocalRandom.current().nextBoolean()
          ? failed()
          : store.write(work).thenCompose(_ -> this.<T>failed());
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
}
