package dev.tutti.task.run;

import dev.tutti.store.Store;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.store.TaskTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the ends of tasks. However many wait for the same one, it is read once for all of them
 * when it has changed or their time is over, so that thousands of waits do not fill the line of the
 * database. Thread-safe; who completes a future waits no more.
 */
final class TaskWaits {
  private final Store store;
  private final TaskListeners listeners;
  private final Map<String, WaitersOfTask> waiters = new ConcurrentHashMap<>();

  TaskWaits(Store store, TaskListeners listeners) {
    this.store = store;
    this.listeners = listeners;
  }

  /** Completes with a task once it has ended, or as it is after a time. */
  CompletableFuture<TaskDetail> await(String owner, String id, Duration longest) {
    var waiter = new Waiter(owner);
    var all =
        waiters.compute(
            id, (_, known) -> (known == null ? new WaitersOfTask(id) : known).with(waiter));
    var patience =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        patience.thenRun(
            () -> {
              waiter.late = true;
              all.look();
            });
    var _ =
        waiter.done.whenComplete(
            (_, _) -> {
              waiters.computeIfPresent(id, (_, known) -> known.without(waiter));
              patience.cancel(false);
            });
    all.look();
    return waiter.done;
  }

  /** Number of tasks that somebody waits for. */
  int size() {
    return waiters.size();
  }

  private static final class Waiter {
    private final String owner;
    private final CompletableFuture<TaskDetail> done = new CompletableFuture<>();
    private volatile boolean late;

    Waiter(String owner) {
      this.owner = owner;
    }

    void look(String id, @Nullable TaskDetail found) {
      if (found == null || !found.task().owner().owner().equals(owner)) {
        done.completeExceptionally(TaskService.missing(id));
      } else if (late || found.task().state().isTerminal()) {
        done.complete(found);
      }
    }
  }

  /** Everybody who waits for one task, whoever's it is. */
  private final class WaitersOfTask {
    private final String id;
    private final Set<Waiter> all = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Runnable forget;

    WaitersOfTask(String id) {
      this.id = id;
      this.forget = listeners.add(id, this::look);
    }

    WaitersOfTask with(Waiter waiter) {
      all.add(waiter);
      return this;
    }

    @Nullable WaitersOfTask without(Waiter waiter) {
      all.remove(waiter);
      if (!all.isEmpty()) {
        return this;
      }
      forget.run();
      return null;
    }

    /** Looks once for all who wait, and for all that has happened, before it looks. */
    void look() {
      if (all.isEmpty() || !looking.compareAndSet(false, true)) {
        return;
      }
      var _ =
          store
              .read(
                  handle -> {
                    looking.set(false);
                    return new Look(List.copyOf(all), find(handle));
                  })
              .whenComplete(
                  (look, thrown) -> {
                    if (thrown == null) {
                      look.waiting.forEach(each -> each.look(id, look.found));
                    } else {
                      looking.set(false);
                      List.copyOf(all).forEach(each -> each.done.completeExceptionally(thrown));
                    }
                  });
    }

    private @Nullable TaskDetail find(Handle handle) {
      return TaskTable.find(handle, id).map(task -> TaskService.detail(handle, task)).orElse(null);
    }
  }

  /**
   * @param found null where there is no such task
   */
  private record Look(List<Waiter> waiting, @Nullable TaskDetail found) {}
}
