package dev.tutti.task.store;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import dev.tutti.store.StoreException.Problem;
import dev.tutti.store.Work;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes of tasks in their order: those that come while one transaction is on its way to the disk
 * go together in the next one, so that a flush is paid once for many. A transaction takes what was
 * paid for first, also what comes while it is open, and takes nothing more after a short time: so a
 * paid step is on disk after that time, two works and two flushes, whatever else waits. A work that
 * throws spoils the others' transaction, which is then done without it. Thread-safe; what waits for
 * a write is told on threads of its own, in the order of the writes.
 */
public final class TaskWriter {
  private static final int MOST_TOGETHER = 256;
  private static final int MOST_WAITING = 20_000;

  /** Time after which a transaction takes nothing more. */
  private static final Duration LONGEST = Duration.ofMillis(20);

  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Store store;
  private final LongSupplier nanos;
  private final Deque<Entry<?>> waiting = new ArrayDeque<>();
  private final Deque<Entry<?>> ahead = new ArrayDeque<>();
  private final Executor telling = oneByOne();
  private boolean busy;

  /** Writes to a database. */
  public TaskWriter(Store store) {
    this(store, System::nanoTime);
  }

  /**
   * Writes to a database.
   *
   * @param nanos a ticker in nanoseconds
   */
  TaskWriter(Store store, LongSupplier nanos) {
    this.store = store;
    this.nanos = nanos;
  }

  private static Executor oneByOne() {
    var executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("tutti-tasks-written").factory());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static final class Entry<T extends @Nullable Object> {
    private final Work<T> work;
    private final Deque<Entry<?>> line;
    private final CompletableFuture<T> future = new CompletableFuture<>();

    Entry(Work<T> work, Deque<Entry<?>> line) {
      this.work = work;
      this.line = line;
    }

    /** Does it; what is returned tells about it once the transaction is on disk. */
    Runnable run(Handle handle) throws Exception {
      var value = work.run(handle);
      return () -> future.complete(value);
    }

    void fail(Throwable why) {
      future.completeExceptionally(why);
    }
  }

  /**
   * Does a work, which may be done twice where the first transaction fails; complete when it is on
   * disk.
   */
  public <T extends @Nullable Object> CompletableFuture<T> write(Work<T> work) {
    return write(new Entry<>(work, waiting));
  }

  /** The same before what waits already: for what was paid for and is nowhere else. */
  public <T extends @Nullable Object> CompletableFuture<T> writeAhead(Work<T> work) {
    return write(new Entry<>(work, ahead));
  }

  private <T extends @Nullable Object> CompletableFuture<T> write(Entry<T> entry) {
    synchronized (this) {
      if (entry.line.size() >= MOST_WAITING) {
        entry.fail(
            Fault.of(
                FaultCode.STORE_UNAVAILABLE,
                "tasks: %d writes wait (expected: fewer)".formatted(MOST_WAITING)));
        return entry.future;
      }
      entry.line.add(entry);
    }
    next();
    return entry.future;
  }

  private synchronized @Nullable Entry<?> poll(boolean wanted) {
    if (!wanted) {
      return null;
    }
    return ahead.isEmpty() ? waiting.poll() : ahead.poll();
  }

  private void next() {
    synchronized (this) {
      if (busy || (waiting.isEmpty() && ahead.isEmpty())) {
        return;
      }
      busy = true;
    }
    var transaction = new Transaction();
    var _ =
        store.write(transaction).whenComplete((told, thrown) -> ended(transaction, told, thrown));
  }

  /** Works of one transaction. Confined to the store's thread, and then to who is told. */
  private final class Transaction implements Work<List<Runnable>> {
    private final List<Entry<?>> done = new ArrayList<>();
    private @Nullable Entry<?> current;

    @Override
    public List<Runnable> run(Handle handle) throws Exception {
      var told = new ArrayList<Runnable>();
      long end = nanos.getAsLong() + LONGEST.toNanos();
      for (var entry = poll(true); entry != null; entry = poll(mayGoOn(end))) {
        current = entry;
        told.add(entry.run(handle));
        done.add(entry);
      }
      current = null;
      return told;
    }

    private boolean mayGoOn(long end) {
      return done.size() < MOST_TOGETHER && nanos.getAsLong() - end < 0;
    }
  }

  private void ended(
      Transaction transaction, @Nullable List<Runnable> told, @Nullable Throwable thrown) {
    if (told != null) {
      free();
      telling.execute(() -> told.forEach(Runnable::run));
    } else {
      failed(transaction, cause(thrown));
    }
  }

  private void free() {
    synchronized (this) {
      busy = false;
    }
    next();
  }

  private void failed(Transaction transaction, Throwable why) {
    var spoiler = transaction.current;
    boolean begun = spoiler != null || !transaction.done.isEmpty();
    if (isOutage(why) || !begun) {
      refuse(transaction, why);
    } else if (spoiler == null) {
      transaction.done.forEach(this::alone);
    } else if (transaction.done.isEmpty()) {
      telling.execute(() -> spoiler.fail(why));
    } else {
      alone(spoiler);
      putBack(transaction.done);
    }
    free();
  }

  /** Fails what was in a transaction, and what would have been in it where it broke off. */
  private void refuse(Transaction transaction, Throwable why) {
    var refused = new ArrayList<>(transaction.done);
    boolean whole = transaction.current == null && !refused.isEmpty();
    var next = transaction.current == null ? poll(!whole) : transaction.current;
    while (next != null) {
      refused.add(next);
      next = poll(refused.size() < MOST_TOGETHER);
    }
    telling.execute(() -> refused.forEach(entry -> entry.fail(why)));
  }

  private synchronized void putBack(List<Entry<?>> entries) {
    entries.reversed().forEach(entry -> entry.line.addFirst(entry));
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
                (value, thrown) ->
                    telling.execute(
                        () -> {
                          if (thrown == null) {
                            entry.future.complete(value);
                          } else {
                            entry.fail(cause(thrown));
                          }
                        }));
  }

  /** What has gone wrong, without what wraps it. */
  public static Throwable cause(@Nullable Throwable thrown) {
    if (thrown instanceof CompletionException wrapped && wrapped.getCause() != null) {
      return wrapped.getCause();
    }
    return thrown == null ? new IllegalStateException("no result") : thrown;
  }
}
