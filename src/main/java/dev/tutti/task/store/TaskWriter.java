package dev.tutti.task.store;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import dev.tutti.store.StoreException.Problem;
import dev.tutti.store.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes of tasks in their order: those that come while one transaction is on its way to the disk
 * go together in the next one, so that a flush is paid once for many. A work that throws spoils the
 * others' transaction, which is then done one by one. Thread-safe.
 */
public final class TaskWriter {
  private static final int MOST_TOGETHER = 64;
  private static final int MOST_WAITING = 20_000;

  private final Store store;
  private final Queue<Entry<?>> waiting = new ArrayDeque<>();
  private final Queue<Entry<?>> ahead = new ArrayDeque<>();
  private boolean busy;

  /** Writes to a database. */
  public TaskWriter(Store store) {
    this.store = store;
  }

  private static final class Entry<T extends @Nullable Object> {
    private final Work<T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();

    Entry(Work<T> work) {
      this.work = work;
    }

    /** Does it; what is returned tells about it once the transaction is on disk. */
    Runnable run(Handle handle) throws Exception {
      var value = work.run(handle);
      return () -> future.complete(value);
    }
  }

  /**
   * Does a work, which may be done twice where the first transaction fails; complete when it is on
   * disk.
   */
  public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
    return write(work, waiting);
  }

  /** The same before what waits already: for what was paid for and is nowhere else. */
  public <T extends @Nullable Object> CompletableFuture<T> writeAhead(Work<T> work) {
    return write(work, ahead);
  }

  private <T extends @Nullable Object> CompletableFuture<T> write(
      Work<T> work, Queue<Entry<?>> line) {
    var entry = new Entry<>(work);
    synchronized (this) {
      if (line.size() >= MOST_WAITING) {
        entry.future.completeExceptionally(
            Fault.of(
                FaultCode.STORE_UNAVAILABLE,
                "tasks: %d writes wait (expected: fewer)".formatted(MOST_WAITING)));
        return entry.future;
      }
      line.add(entry);
    }
    next();
    return entry.future;
  }

  private void next() {
    var together = new ArrayList<Entry<?>>();
    synchronized (this) {
      if (busy || (waiting.isEmpty() && ahead.isEmpty())) {
        return;
      }
      busy = true;
      for (var line : List.of(ahead, waiting)) {
        while (!line.isEmpty() && together.size() < MOST_TOGETHER) {
          together.add(line.remove());
        }
      }
    }
    var _ =
        store
            .write(handle -> all(together, handle))
            .whenComplete((told, thrown) -> ended(together, told, thrown));
  }

  private static List<Runnable> all(List<Entry<?>> together, Handle handle) throws Exception {
    var told = new ArrayList<Runnable>();
    for (var entry : together) {
      told.add(entry.run(handle));
    }
    return told;
  }

  private void ended(
      List<Entry<?>> together, @Nullable List<Runnable> told, @Nullable Throwable thrown) {
    synchronized (this) {
      busy = false;
    }
    next();
    if (told != null) {
      told.forEach(Runnable::run);
    } else if (together.size() == 1 || isOutage(cause(thrown))) {
      together.forEach(entry -> entry.future.completeExceptionally(cause(thrown)));
    } else {
      together.forEach(this::alone);
    }
  }

  /** Whether the database cannot be used, so that each of them would fail. */
  private static boolean isOutage(Throwable thrown) {
    return thrown instanceof StoreException failure
        && failure.problem() != Problem.CONFLICT
        && failure.problem() != Problem.FAILED;
  }

  private <T extends @Nullable Object> void alone(Entry<T> entry) {
    var _ =
        store
            .write(entry.work)
            .whenComplete(
                (value, thrown) -> {
                  if (thrown == null) {
                    entry.future.complete(value);
                  } else {
                    entry.future.completeExceptionally(cause(thrown));
                  }
                });
  }

  private static Throwable cause(@Nullable Throwable thrown) {
    if (thrown instanceof CompletionException wrapped && wrapped.getCause() != null) {
      return wrapped.getCause();
    }
    return thrown == null ? new IllegalStateException("no result") : thrown;
  }
}
