package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.query.Query;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.api.TaskEvent;
import dev.tutti.task.api.TaskForecast;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskKinds;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskPage;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.api.TaskStep;
import dev.tutti.task.plan.TaskAdvice;
import dev.tutti.task.plan.TaskHistory;
import dev.tutti.task.probe.TaskPoint;
import dev.tutti.task.store.TaskEventTable;
import dev.tutti.task.store.TaskStepTable;
import dev.tutti.task.store.TaskTable;
import dev.tutti.task.store.TaskWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** What callers ask of tasks. Thread-safe. */
final class TaskService implements TaskQueue {
  private static final int MOST_EVENTS = 500;
  private static final int MOST_STEPS = 1_000;
  private static final int CONFLICT = 409;

  private final Store store;
  private final TaskWriter writer;
  private final TaskKinds kinds;
  private final TaskWork work;
  private final NewTasks newTasks;
  private final TaskInputs inputs = new TaskInputs();
  private final TaskListeners listeners;
  private final TaskWaits waits;
  private final TaskChanges changes;

  /** What does the work that rows speak of. */
  interface TaskWork {
    /**
     * Goes on only while there is room for one more of an owner.
     *
     * @throws Fault {@code overloaded}
     */
    void requireRoom(String owner);

    /** A task waits in the database. */
    void added(TaskRecord task);

    /** A task was cancelled in the database. */
    void cancelled(String id);

    /** The database may know tasks that nobody was told of. */
    void unsure();

    /** What tasks have taken. */
    TaskHistory history();

    /** Reasons for which tasks wait. */
    TaskHolds holds();

    /** A task has come to a point of its life. */
    void at(TaskPoint point, String task);
  }

  TaskService(
      TaskWriter writer,
      TaskKinds kinds,
      TaskWork work,
      NewTasks newTasks,
      TaskListeners listeners,
      Store store) {
    this.store = store;
    this.writer = writer;
    this.kinds = kinds;
    this.work = work;
    this.newTasks = newTasks;
    this.listeners = listeners;
    this.waits = new TaskWaits(store, listeners);
    this.changes = new TaskChanges(store, writer, kinds, work, listeners, newTasks.clock());
  }

  @Override
  public CompletableFuture<Submission> submit(
      TaskRequest request, Principal principal, TaskOwner owner) {
    return begin(request, principal, owner)
        .exceptionallyCompose(thrown -> known(request, owner.owner(), thrown));
  }

  private CompletableFuture<Submission> begin(
      TaskRequest request, Principal principal, TaskOwner owner) {
    try {
      var kind = kinds.of(request.kind());
      return inputs
          .check(kind, request.input(), principal)
          .thenCompose(_ -> admit(request, newTasks.of(request, kind, owner, principal)));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Submission> admit(TaskRequest request, TaskRecord task) {
    work.requireRoom(task.owner().owner());
    return insert(request, task);
  }

  /**
   * What is known by its key needs no room, and neither its kind nor time to come: a submission
   * that is repeated is answered as the first one was. Others fail as they did.
   */
  private CompletableFuture<Submission> known(TaskRequest request, String owner, Throwable thrown) {
    if (request.idempotencyKey().isEmpty()) {
      return CompletableFuture.failedFuture(thrown);
    }
    return store
        .read(handle -> TaskTable.byKey(handle, owner, request.idempotencyKey()))
        .exceptionally(_ -> Optional.empty())
        .thenCompose(
            found ->
                found
                    .map(task -> same(new Submission(task, false), request))
                    .map(CompletableFuture::completedFuture)
                    .orElseGet(() -> CompletableFuture.failedFuture(thrown)));
  }

  private CompletableFuture<Submission> insert(TaskRequest request, TaskRecord task) {
    var input = Json.text(request.input());
    var written =
        writer.write(
            handle -> {
              var submission = insert(handle, task, input);
              work.at(TaskPoint.SUBMISSION_WRITTEN, task.id());
              return submission;
            });
    return written
        .whenComplete(
            (submission, thrown) -> {
              if (thrown != null) {
                work.unsure();
              } else if (submission.isNew()) {
                work.at(TaskPoint.SUBMITTED, task.id());
                work.added(submission.task());
                listeners.changed(task.id());
              }
            })
        .thenApply(submission -> same(submission, request));
  }

  private static Submission insert(Handle handle, TaskRecord task, String input) {
    var known = TaskTable.byKey(handle, task.owner().owner(), task.idempotencyKey());
    if (known.isPresent()) {
      return new Submission(known.get(), false);
    }
    var written = TaskTable.insert(handle, task, input);
    TaskEventTable.add(
        handle,
        task.id(),
        TaskEvents.CREATED,
        TaskEvents.status(task.state()),
        task.times().created());
    return new Submission(written, true);
  }

  private static Submission same(Submission submission, TaskRequest asked) {
    if (!submission.isNew() && !submission.task().requestHash().equals(NewTasks.hash(asked))) {
      throw Fault.invalid(
              "idempotency_key",
              "\"%s\" belongs to task %s, which asks for something else (expected: a new one)"
                  .formatted(asked.idempotencyKey(), submission.task().id()))
          .status(CONFLICT);
    }
    return submission;
  }

  /**
   * Task of an owner.
   *
   * @throws Fault with status 404
   */
  static TaskRecord require(Handle handle, String owner, String id) {
    return TaskTable.find(handle, id)
        .filter(task -> task.owner().owner().equals(owner))
        .orElseThrow(() -> missing(id));
  }

  /** Fault of who asks for a task that is not there, or not theirs. */
  static Fault missing(String id) {
    return Fault.of(FaultCode.INVALID_REQUEST, "task \"%s\": is not there".formatted(id))
        .status(404);
  }

  @Override
  public CompletableFuture<TaskDetail> find(String owner, String id) {
    return store.read(handle -> detail(handle, require(handle, owner, id)));
  }

  /** A task with its result, where it has one. */
  static TaskDetail detail(Handle handle, TaskRecord task) {
    boolean has = task.state() == TaskState.SUCCEEDED;
    return new TaskDetail(task, has ? TaskTable.result(handle, task.id()).orElse(null) : null);
  }

  @Override
  public CompletableFuture<TaskDetail> await(String owner, String id, Duration longest) {
    return waits.await(owner, id, longest);
  }

  @Override
  public CompletableFuture<TaskPage> list(String owner, Query query, String after, int limit) {
    return store.read(
        handle -> {
          long before = after.isEmpty() ? Long.MAX_VALUE : require(handle, owner, after).seq();
          var found = TaskTable.newest(handle, owner, query.condition(), before, limit + 1);
          boolean more = found.size() > limit;
          return new TaskPage(more ? found.subList(0, limit) : found, more);
        });
  }

  @Override
  public CompletableFuture<List<TaskEvent>> events(String owner, String id, long after) {
    return store.read(
        handle -> {
          require(handle, owner, id);
          return TaskEventTable.after(handle, id, after, MOST_EVENTS);
        });
  }

  @Override
  public CompletableFuture<List<TaskStep>> steps(String owner, String id) {
    return store.read(
        handle -> {
          require(handle, owner, id);
          return TaskStepTable.list(handle, id, MOST_STEPS);
        });
  }

  @Override
  public CompletableFuture<TaskRecord> cancel(String owner, String id) {
    return changes.cancel(owner, id);
  }

  @Override
  public CompletableFuture<Integer> cancel(String owner, Query query) {
    return changes.cancel(owner, query);
  }

  @Override
  public CompletableFuture<TaskRecord> requeue(String owner, String id) {
    return changes.requeue(owner, id, null);
  }

  @Override
  public CompletableFuture<TaskRecord> requeue(String owner, String id, TaskLimits limits) {
    return changes.requeue(owner, id, limits);
  }

  @Override
  public CompletableFuture<Integer> requeue(String owner, Query query) {
    return changes.requeue(owner, query);
  }

  @Override
  public Runnable watch(String id, Runnable changed) {
    return listeners.add(id, changed);
  }

  @Override
  public void watchAll(Consumer<String> changed) {
    listeners.add(changed);
  }

  @Override
  public List<TaskKind> kinds() {
    return List.copyOf(kinds.all().values());
  }

  @Override
  public Optional<TaskReason> hold(TaskRecord task) {
    return task.state().isTerminal() || task.state() == TaskState.RUNNING
        ? Optional.empty()
        : work.holds().of(task.id());
  }

  @Override
  public List<TaskReason> advice(TaskRecord task) {
    var load = work.holds().load(task.owner().owner());
    return TaskAdvice.of(task, load, hold(task).orElse(null), work.history().same(task));
  }

  @Override
  public Optional<TaskForecast> forecast(String kind, String subject) {
    return work.history().forecast(kind, subject);
  }
}
