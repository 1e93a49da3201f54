package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.query.Query;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import dev.tutti.task.api.TaskKinds;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.store.TaskEventTable;
import dev.tutti.task.store.TaskStateTable;
import dev.tutti.task.store.TaskTable;
import dev.tutti.task.store.TaskWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Changes of tasks that callers ask for: an end, or another run. What is refused is so before it is
 * written, as a work that throws has the works of others done again. Thread-safe.
 */
record TaskChanges(
    Store store,
    TaskWriter writer,
    TaskKinds kinds,
    TaskService.TaskWork work,
    TaskListeners listeners,
    InstantSource clock) {
  private static final int CONFLICT = 409;

  /** Ends a task, if it has not ended. */
  CompletableFuture<TaskRecord> cancel(String owner, String id) {
    return store
        .read(handle -> TaskService.require(handle, owner, id))
        .thenCompose(task -> writer.write(handle -> cancelled(handle, task)))
        .whenComplete(
            (task, thrown) -> {
              if (thrown == null && task.state() == TaskState.CANCELLED) {
                work.cancelled(id);
              }
              listeners.changed(id);
            });
  }

  private TaskRecord cancelled(Handle handle, TaskRecord task) {
    var now = clock.instant();
    boolean isMine = TaskStateTable.cancel(handle, task.id(), now);
    var after = TaskTable.find(handle, task.id()).orElse(task);
    if (isMine) {
      var data = TaskEvents.status(TaskState.CANCELLED).put("attempt", after.attempt());
      TaskEventTable.addEnd(handle, task.id(), TaskState.CANCELLED.word(), data, now);
    }
    return after;
  }

  /** Ends all that a query means and that have not ended; says how many. */
  CompletableFuture<Integer> cancel(String owner, Query query) {
    return new FilteredTasks(store, owner, query, few -> cancel(owner, few)).unfinished();
  }

  /** Some may have ended by themselves meanwhile. */
  private CompletableFuture<Integer> cancel(String owner, List<TaskRecord> few) {
    var all = few.stream().map(task -> cancel(owner, task.id())).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(
            _ ->
                (int)
                    all.stream()
                        .filter(each -> each.join().state() == TaskState.CANCELLED)
                        .count());
  }

  /**
   * Runs a task again that has ended without a result.
   *
   * @param limits other ones; null for the same
   */
  CompletableFuture<TaskRecord> requeue(String owner, String id, @Nullable TaskLimits limits) {
    return store
        .read(handle -> TaskService.require(handle, owner, id))
        .thenCompose(
            task -> {
              work.requireRoom(owner);
              var most = limits == null ? task.limits() : limits;
              kinds.find(task.kind()).ifPresent(kind -> NewTasks.requireMeasured(most, kind));
              return requeued(task, limits);
            })
        .whenComplete((_, _) -> listeners.changed(id));
  }

  private CompletableFuture<TaskRecord> requeued(TaskRecord task, @Nullable TaskLimits limits) {
    return writer
        .write(handle -> requeued(handle, task.id(), limits))
        .whenComplete((_, thrown) -> unsure(thrown))
        .thenApply(
            requeued -> {
              var again = requeued.orElseThrow(() -> conflict(task));
              work.added(again);
              return again;
            });
  }

  private static Fault conflict(TaskRecord task) {
    return Fault.invalid(
            "task_id",
            "%s is %s (expected: failed, timed_out, cancelled or dead, without a schedule)"
                .formatted(task.id(), task.state().word()))
        .status(CONFLICT);
  }

  /** The task, where it may run again and does. */
  private Optional<TaskRecord> requeued(Handle handle, String id, @Nullable TaskLimits limits) {
    var now = clock.instant();
    if (!TaskStateTable.requeue(handle, id, now)) {
      return Optional.empty();
    }
    if (limits != null) {
      TaskTable.limit(handle, id, limits);
    }
    TaskEventTable.add(handle, id, TaskEvents.REQUEUED, TaskEvents.status(TaskState.PENDING), now);
    return TaskTable.find(handle, id);
  }

  /** What the database was told may be there although it has failed. */
  private void unsure(@Nullable Throwable thrown) {
    if (thrown != null && TaskWriter.cause(thrown) instanceof StoreException) {
      work.unsure();
    }
  }

  /**
   * Runs all again that a query means and that have ended without a result, while there is room for
   * them; says how many.
   */
  CompletableFuture<Integer> requeue(String owner, Query query) {
    try {
      work.requireRoom(owner);
    } catch (Fault full) {
      return CompletableFuture.failedFuture(full);
    }
    return new FilteredTasks(
            store,
            owner,
            query,
            few -> hasRoom(owner) ? requeue(few) : CompletableFuture.completedFuture(0))
        .requeueable();
  }

  private boolean hasRoom(String owner) {
    try {
      work.requireRoom(owner);
      return true;
    } catch (Fault _) {
      return false;
    }
  }

  private CompletableFuture<Integer> requeue(List<TaskRecord> few) {
    return writer
        .write(
            handle ->
                few.stream().flatMap(task -> requeued(handle, task.id(), null).stream()).toList())
        .whenComplete((_, thrown) -> unsure(thrown))
        .thenApply(
            requeued -> {
              requeued.forEach(work::added);
              requeued.forEach(task -> listeners.changed(task.id()));
              return requeued.size();
            });
  }
}
