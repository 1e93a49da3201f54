package dev.tutti;

import dev.tutti.query.Moment;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.api.TaskEvent;
import dev.tutti.task.api.TaskFields;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskLimits;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskPage;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskRequest;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.report.TaskAnalysis;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Durable tasks of the program that Tutti runs in. Their owner is the empty text, as that of
 * callers without a key. Blocking; thread-safe. Methods throw a {@link dev.tutti.chat.Fault}, with
 * status 404 for a task that is not there.
 *
 * <pre>{@code
 * var task = tutti.tasks().submit(TaskRequest.of("chat", body).priority(9));
 * var result = tutti.tasks().await(task.id(), Duration.ofMinutes(5)).result();
 * }</pre>
 */
public final class BackgroundTasks {
  private static final String OWNER = "";
  private static final Principal NOBODY = new Principal.Anonymous();

  private final Core core;
  private final Tasks tasks;
  private final InstantSource clock;

  BackgroundTasks(Core core) {
    this.core = core;
    this.tasks = core.tasks;
    this.clock = core.platform.clock();
  }

  private TaskQueue queue() {
    return tasks.queue();
  }

  /**
   * Adds a kind of this program's own. Tasks of it that wait from an earlier run begin within half
   * a minute.
   *
   * @throws IllegalArgumentException when its name is none, or is another one's
   */
  public void add(TaskKind kind) {
    tasks.add(kind);
  }

  /** Submits a task, which survives whatever happens once this returns. */
  public TaskRecord submit(TaskRequest request) {
    var owner = TaskOwner.of(NOBODY.caller());
    return Store.await(queue().submit(request, NOBODY, owner)).task();
  }

  /** A task as it stands. */
  public TaskDetail find(String id) {
    return Store.await(queue().find(OWNER, id));
  }

  /** The same once it has ended, or after a time. */
  public TaskDetail await(String id, Duration longest) {
    return Store.await(queue().await(OWNER, id, longest));
  }

  /**
   * Tasks that a filter means, the newest first.
   *
   * @param filter such as {@code status=dead kind=chat}; empty for all
   * @param after id of the last one of the page before; empty for the first page
   * @throws dev.tutti.query.QuerySyntaxException naming the place in the filter
   */
  public TaskPage list(String filter, String after, int limit) {
    var query = TaskFields.query(filter, new Moment(clock.instant(), ZoneOffset.UTC));
    return Store.await(queue().list(OWNER, query, after, limit));
  }

  /** Events of a task after a number, at most 500. */
  public List<TaskEvent> events(String id, long after) {
    return Store.await(queue().events(OWNER, id, after));
  }

  /** Ends a task, if it has not ended. */
  public TaskRecord cancel(String id) {
    return Store.await(queue().cancel(OWNER, id));
  }

  /**
   * Ends all tasks that a filter means and that have not ended, at most 1,000; says how many.
   *
   * @param filter such as {@code kind=chat status=pending}
   * @throws dev.tutti.query.QuerySyntaxException naming the place in the filter
   */
  public int cancelAll(String filter) {
    var query = TaskFields.query(filter, new Moment(clock.instant(), ZoneOffset.UTC));
    return Store.await(queue().cancel(OWNER, query));
  }

  /** Runs a task again that has ended without a result. */
  public TaskRecord requeue(String id) {
    return Store.await(queue().requeue(OWNER, id));
  }

  /** The same with other limits, such as for one that has passed its own. */
  public TaskRecord requeue(String id, TaskLimits limits) {
    return Store.await(queue().requeue(OWNER, id, limits));
  }

  /**
   * Runs all tasks again that a filter means and that have ended without a result, at most 1,000;
   * says how many.
   *
   * @param filter such as {@code status=dead class=network_error}
   * @throws dev.tutti.query.QuerySyntaxException naming the place in the filter
   */
  public int requeueAll(String filter) {
    var query = TaskFields.query(filter, new Moment(clock.instant(), ZoneOffset.UTC));
    return Store.await(queue().requeue(OWNER, query));
  }

  /** Reason for which a task waits although its time has come; empty where it does not. */
  public Optional<TaskReason> hold(String id) {
    return queue().hold(find(id).task());
  }

  /** What became of the tasks of all owners that have ended in a span of time. */
  public TaskAnalysis analysis(Instant from, Instant to) {
    int workers = core.settings().of(TaskSettings.SECTION).workers();
    return Store.await(TaskAnalysis.of(core.platform.store(), from, to, workers));
  }
}
