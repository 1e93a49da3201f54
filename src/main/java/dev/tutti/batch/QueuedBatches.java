package dev.tutti.batch;

import dev.tutti.call.Caller;
import dev.tutti.chat.Fault;
import dev.tutti.security.Principal;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Batches in the queue of all tasks, behind interactive ones.
 *
 * @param queue of all tasks
 */
public record QueuedBatches(TaskQueue queue) implements BatchTasks {
  private static final int PRIORITY = 2;
  private static final int MISSING = 404;

  /** Time in which results become files after the end of a batch's own time. */
  private static final Duration ENDING = Duration.ofMinutes(10);

  @Override
  public CompletableFuture<String> submit(BatchRequest batch, Principal principal, Caller caller) {
    var request =
        TaskRequest.of(BatchKind.NAME, batch.json())
            .priority(PRIORITY)
            .timeout(batch.time().plus(ENDING));
    return queue
        .submit(request, principal, TaskOwner.of(caller))
        .thenApply(submission -> submission.task().id());
  }

  @Override
  public CompletableFuture<Boolean> cancel(String owner, String task) {
    return queue.cancel(owner, task).thenApply(_ -> true);
  }

  @Override
  public CompletableFuture<Fate> fate(String owner, String task) {
    return queue
        .find(owner, task)
        .thenApply(found -> fate(found.task()))
        .exceptionallyCompose(
            thrown -> {
              var fault = Fault.from(thrown);
              return fault.status() == MISSING
                  ? CompletableFuture.completedFuture(Fate.GONE)
                  : CompletableFuture.failedFuture(fault);
            });
  }

  private static Fate fate(TaskRecord task) {
    return task.state().isTerminal()
        ? new Fate(
            false,
            task.state() == TaskState.CANCELLED,
            task.failure().code(),
            task.failure().message())
        : Fate.LIVE;
  }
}
