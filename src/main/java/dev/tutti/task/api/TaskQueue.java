package dev.tutti.task.api;

import dev.tutti.query.Query;
import dev.tutti.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Durable tasks: submitted, watched, cancelled, requeued. Thread-safe; nothing blocks. Futures fail
 * with a {@link dev.tutti.chat.Fault}: with status 404 for a task that the owner does not have.
 */
public interface TaskQueue {
  /**
   * Result of a submission.
   *
   * @param isNew whether it was not known by its idempotency key
   */
  record Submission(TaskRecord task, boolean isNew) {}

  /**
   * Submits a task, which survives whatever happens once the future is complete. Fails with status
   * 409 when another task has its idempotency key.
   */
  CompletableFuture<Submission> submit(TaskRequest request, Principal principal, TaskOwner owner);

  /** Task of an owner. */
  CompletableFuture<TaskDetail> find(String owner, String id);

  /** The same once it has ended, or after a time. */
  CompletableFuture<TaskDetail> await(String owner, String id, Duration longest);

  /**
   * Tasks of an owner, the newest first.
   *
   * @param after id of the last one that the caller has; empty for the beginning
   */
  CompletableFuture<TaskPage> list(String owner, Query query, String after, int limit);

  /** Events of a task after a number, at most 500. */
  CompletableFuture<List<TaskEvent>> events(String owner, String id, long after);

  /** Finished steps of a task, the earliest first, at most 1,000. */
  CompletableFuture<List<TaskStep>> steps(String owner, String id);

  /** Ends a task, if it has not ended. */
  CompletableFuture<TaskRecord> cancel(String owner, String id);

  /**
   * Ends all that a query means and that have not ended, at most 1,000 at a time; says how many.
   */
  CompletableFuture<Integer> cancel(String owner, Query query);

  /** Runs a task again that has ended without a result; its finished steps count. */
  CompletableFuture<TaskRecord> requeue(String owner, String id);

  /** The same with other limits, such as for one that has passed its own. */
  CompletableFuture<TaskRecord> requeue(String owner, String id, TaskLimits limits);

  /** The same for all that a query means, at most 1,000 at a time; says how many. */
  CompletableFuture<Integer> requeue(String owner, Query query);

  /** Calls this whenever a task has changed, on any thread, until the returned handle is run. */
  Runnable watch(String id, Runnable changed);

  /**
   * Calls this with the id of each task that has changed, on any thread, from now on; it must not
   * block, and throw nothing.
   */
  void watchAll(Consumer<String> changed);

  /** Kinds of tasks that may be submitted, by name. */
  List<TaskKind> kinds();

  /** Reason for which a task waits although its time has come; empty where it does not. */
  Optional<TaskReason> hold(TaskRecord task);

  /** What to do about a task that was just submitted, with reasons and figures. */
  List<TaskReason> advice(TaskRecord task);

  /** What is known of tasks like one, for those who ask how long it will take. */
  Optional<TaskForecast> forecast(String kind, String subject);
}
