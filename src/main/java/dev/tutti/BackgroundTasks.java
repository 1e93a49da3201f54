package dev.tutti;

import dev.tutti.query.Moment;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.TaskDetail;
import dev.tutti.task.api.TaskEvent;
import dev.tutti.task.api.TaskFields;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskOwner;
import dev.tutti.task.api.TaskPage;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;

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

  private final Tasks tasks;
  private final InstantSource clock;

  BackgroundTasks(Tasks tasks, InstantSource clock) {
    this.tasks = tasks;
    this.clock = clock;
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

  /** Runs a task again that has ended without a result. */
  public TaskRecord requeue(String id) {
    return Store.await(queue().requeue(OWNER, id));
  }
}
