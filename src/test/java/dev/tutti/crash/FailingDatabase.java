package dev.tutti.crash;

import dev.tutti.store.Store;
import dev.tutti.store.Work;
import dev.tutti.task.TaskDatabase;
import dev.tutti.testing.StoreAround;
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
  private static final class FailingCalls extends StoreAround {
    private final double share;
    private final AtomicLong calls = new AtomicLong();

    FailingCalls(Store store, double share) {
      super(store);
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
      return fails() ? failed() : super.read(work);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
      if (!fails()) {
        return super.write(work);
      }
      return ThreadLocalRandom.current().nextBoolean()
          ? failed()
          : super.write(work).thenCompose(_ -> this.<T>failed());
    }
  }
}
