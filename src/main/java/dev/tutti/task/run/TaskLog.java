package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.store.StoreException;
import dev.tutti.store.Work;
import dev.tutti.task.api.StepResult;
import dev.tutti.task.api.TaskFailure;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.probe.TaskPoint;
import dev.tutti.task.probe.TaskProbe;
import dev.tutti.task.run.RunningTask.ClaimedTask;
import dev.tutti.task.store.StepJournal;
import dev.tutti.task.store.TaskEventTable;
import dev.tutti.task.store.TaskFailureTable;
import dev.tutti.task.store.TaskStateTable;
import dev.tutti.task.store.TaskStateTable.AttemptEnd;
import dev.tutti.task.store.TaskStateTable.AttemptFence;
import dev.tutti.task.store.TaskStepTable;
import dev.tutti.task.store.TaskStepTable.StepWrite;
import dev.tutti.task.store.TaskTable;
import dev.tutti.task.store.TaskWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Rows and events of attempts: each change and what is told of it in one transaction. */
final class TaskLog implements RunningTask.StepLog {
  private static final long AGAIN_MILLIS = 250;

  /** Ten minutes: longer than databases are away. */
  private static final int TRIES = 2_400;

  private final TaskWriter writer;
  private final TaskListeners listeners;
  private final InstantSource clock;
  private final String node;
  private final TaskProbe probe;
  private final StepJournal journal;
  private final Map<AttemptFence, TaskRecord.TaskProgress> progress = new ConcurrentHashMap<>();

  /**
   * @param node names this run of the server
   * @param probe told of every point in the lives of tasks
   * @param journal of steps that are not in the database yet
   */
  TaskLog(
      TaskWriter writer,
      TaskListeners listeners,
      InstantSource clock,
      String node,
      TaskProbe probe,
      StepJournal journal) {
    this.writer = writer;
    this.listeners = listeners;
    this.clock = clock;
    this.node = node;
    this.probe = probe;
    this.journal = journal;
  }

  /** Answer to a claim. */
  sealed interface Claim {
    /** The attempt has begun. */
    record Mine(ClaimedTask task) implements Claim {}

    /** The task waits, in another state than was known. */
    record Changed(TaskRecord task) implements Claim {}

    /** The task waits no more. */
    record Gone() implements Claim {}
  }

  /**
   * Begins an attempt.
   *
   * @param kindIsThere whether it can run; where not, only the first of its attempts are told
   */
  CompletableFuture<Claim> claim(String id, int attempt, boolean kindIsThere) {
    var fence = new AttemptFence(id, attempt, node);
    return changed(
        id,
        TaskPoint.CLAIMED,
        handle -> {
          var now = clock.instant();
          var task = TaskStateTable.claim(handle, fence, now);
          if (task.isEmpty()) {
            return TaskTable.find(handle, id)
                .filter(each -> !each.state().isTerminal())
                .filter(each -> each.state() != TaskState.RUNNING)
                .<Claim>map(Claim.Changed::new)
                .orElseGet(Claim.Gone::new);
          }
          var data = TaskEvents.started(attempt, node);
          if (kindIsThere) {
            TaskEventTable.add(handle, id, TaskEvents.STARTED, data, now);
          } else {
            TaskEventTable.addOften(handle, id, TaskEvents.STARTED, data, now);
          }
          probe.at(TaskPoint.CLAIM_WRITTEN, id);
          return new Claim.Mine(
              new ClaimedTask(fence, task.get(), input(handle, id), steps(handle, task.get())));
        });
  }

  private static ObjectNode input(Handle handle, String id) {
    return TaskTable.input(handle, id)
        .map(text -> (ObjectNode) Json.tree(text))
        .orElseGet(Json::object);
  }

  /** The first attempt has none. */
  private static Map<String, TaskStepTable.KnownStep> steps(Handle handle, TaskRecord task) {
    return task.attempt() == 1 ? Map.of() : TaskStepTable.all(handle, task.id());
  }

  private <T extends @Nullable Object> CompletableFuture<T> changed(String id, Work<T> work) {
    var written = writer.write(work);
    var _ = written.whenComplete((_, _) -> listeners.changed(id));
    return written;
  }

  private <T extends @Nullable Object> CompletableFuture<T> changed(
      String id, TaskPoint point, Work<T> work) {
    return changed(id, work)
        .whenComplete(
            (_, thrown) -> {
              if (thrown == null) {
                probe.at(point, id);
              }
            });
  }

  /** Ends an attempt; empty where the task was another attempt's. */
  CompletableFuture<Optional<TaskRecord>> end(ClaimedTask claim, AttemptEnd end) {
    var fence = claim.fence();
    progress.remove(fence);
    return changed(
        fence.task(),
        TaskPoint.ENDED,
        handle -> {
          var task = TaskStateTable.end(handle, fence, end);
          if (task.isEmpty()) {
            return already(handle, fence, end);
          }
          if (AttemptEnds.isPostponed(claim.task(), end)) {
            postponed(handle, claim, end);
          } else {
            ended(handle, task.get(), end);
          }
          probe.at(TaskPoint.END_WRITTEN, fence.task());
          return task;
        });
  }

  private static void ended(Handle handle, TaskRecord task, AttemptEnd end) {
    var data = TaskEvents.ended(end.state(), task.attempt(), end.failure());
    if (!end.failure().isNone()) {
      failed(handle, task, end);
    }
    if (end.state().isTerminal() && !task.webhook().isEmpty()) {
      TaskEventTable.addEnd(handle, task.id(), end.state().word(), data, end.now());
    } else {
      TaskEventTable.add(handle, task.id(), end.state().word(), data, end.now());
    }
  }

  private static void failed(Handle handle, TaskRecord task, AttemptEnd end) {
    TaskFailureTable.add(handle, task.id(), task.attempt(), end.failure(), end.state(), end.now());
  }

  /** A kind may be missing for ever: its tasks leave no more rows each time. */
  private static void postponed(Handle handle, ClaimedTask claim, AttemptEnd end) {
    var task = claim.task();
    if (!task.failure().equals(end.failure())) {
      failed(handle, task, end);
    }
    var data = TaskEvents.ended(end.state(), task.attempt(), end.failure());
    TaskEventTable.addOften(handle, task.id(), end.state().word(), data, end.now());
  }

  /** Notes what somebody has decided about an attempt, before its end. */
  void decided(AttemptFence fence, ObjectNode data) {
    var _ =
        changed(
            fence.task(),
            handle -> {
              TaskEventTable.add(handle, fence.task(), TaskEvents.DECIDED, data, clock.instant());
              return true;
            });
  }

  /** The end may be there although the writer was told that it failed. */
  private static Optional<TaskRecord> already(Handle handle, AttemptFence fence, AttemptEnd end) {
    return TaskTable.find(handle, fence.task())
        .filter(task -> task.attempt() == fence.attempt() && task.state() == end.state());
  }

  /** Gives a task back to the line of the server's next run. */
  CompletableFuture<Optional<TaskRecord>> giveBack(AttemptFence fence) {
    return changed(
        fence.task(),
        handle -> {
          var now = clock.instant();
          if (TaskStateTable.giveBack(handle, fence, now)) {
            var data = TaskEvents.status(TaskState.PENDING).put("attempt", fence.attempt());
            TaskEventTable.add(handle, fence.task(), TaskEvents.RETURNED, data, now);
          }
          return Optional.empty();
        });
  }

  /** Ends a task that has waited until its deadline. */
  void expire(String id, Fault why) {
    expire(id, TaskFailure.of(why), TRIES);
  }

  private void expire(String id, TaskFailure failure, int tries) {
    var _ =
        changed(
                id,
                handle -> {
                  var now = clock.instant();
                  if (TaskStateTable.expire(handle, id, TaskState.TIMED_OUT, failure, now)) {
                    var data = TaskEvents.ended(TaskState.TIMED_OUT, 0, failure);
                    TaskFailureTable.add(handle, id, 0, failure, TaskState.TIMED_OUT, now);
                    TaskEventTable.addEnd(handle, id, TaskState.TIMED_OUT.word(), data, now);
                  }
                  return true;
                })
            .exceptionally(
                _ -> {
                  if (tries > 0) {
                    later(() -> expire(id, failure, tries - 1));
                  }
                  return false;
                });
  }

  /** What was paid for is kept, however long the database takes to come back. */
  @Override
  public CompletableFuture<Void> finish(
      AttemptFence fence, String name, String requestHash, StepResult result) {
    var kept = new CompletableFuture<Void>();
    probe.at(TaskPoint.STEP_DONE, fence.task());
    journal.add(fence, name, requestHash, result);
    finish(
        fence,
        name,
        handle -> {
          var now = clock.instant();
          var write = TaskStepTable.put(handle, fence, name, requestHash, result, now);
          if (write == StepWrite.WRITTEN) {
            TaskStateTable.used(handle, fence.task(), result.usage());
            TaskEventTable.addStep(handle, fence.task(), name, now);
            probe.at(TaskPoint.STEP_WRITTEN, fence.task());
          }
          return write != StepWrite.LOST;
        },
        kept,
        TRIES);
    return kept;
  }

  private void finish(
      AttemptFence fence,
      String name,
      Work<Boolean> work,
      CompletableFuture<Void> kept,
      int tries) {
    var written = writer.writeAhead(work);
    var _ = written.whenComplete((_, _) -> listeners.changed(fence.task()));
    var _ =
        written.whenComplete(
            (mine, thrown) -> {
              if (thrown == null) {
                journal.kept(fence, name);
              }
              if (thrown == null && mine) {
                probe.at(TaskPoint.STEP_KEPT, fence.task());
                kept.complete(null);
              } else if (thrown == null) {
                kept.completeExceptionally(StopReason.LOST.fault());
              } else if (tries > 0 && !isFinal(thrown)) {
                later(() -> finish(fence, name, work, kept, tries - 1));
              } else {
                kept.completeExceptionally(thrown);
              }
            });
  }

  private static boolean isFinal(Throwable thrown) {
    return thrown instanceof StoreException failure
        && failure.problem() == StoreException.Problem.CLOSED;
  }

  @Override
  public void used(AttemptFence fence, TaskUsage usage) {
    var _ =
        writer.write(
            handle -> {
              TaskStateTable.used(handle, fence.task(), usage);
              return true;
            });
  }

  @Override
  public void progress(AttemptFence fence, TaskRecord.TaskProgress latest) {
    progress.put(fence, latest);
  }

  /** Writes the latest progress of whoever has said some. */
  void writeProgress() {
    for (var fence : List.copyOf(progress.keySet())) {
      var latest = progress.remove(fence);
      if (latest != null) {
        var _ =
            changed(
                fence.task(),
                handle -> {
                  TaskStateTable.progress(handle, fence, latest);
                  return true;
                });
      }
    }
  }

  /** Tells of a point in the life of a task. */
  void at(TaskPoint point, String task) {
    probe.at(point, task);
  }

  /** Does something after a short while. */
  void later(Runnable action) {
    CompletableFuture.delayedExecutor(
            AGAIN_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread)
        .execute(action);
  }
}
