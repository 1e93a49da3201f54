package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.security.Principal;
import dev.tutti.store.Store;
import dev.tutti.store.StoreException;
import dev.tutti.task.api.TaskEvent;
import dev.tutti.task.api.TaskKinds;
import dev.tutti.task.api.TaskLoad;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.task.api.TaskReceiver;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.decision.RetryAdvice;
import dev.tutti.task.decision.RetryAdvisor;
import dev.tutti.task.line.AdaptiveConcurrency;
import dev.tutti.task.line.AdmissionRules;
import dev.tutti.task.line.TaskSpending;
import dev.tutti.task.plan.TaskHistory;
import dev.tutti.task.probe.TaskPoint;
import dev.tutti.task.probe.TaskProbe;
import dev.tutti.task.store.StepJournal;
import dev.tutti.task.store.TaskEventTable;
import dev.tutti.task.store.TaskTable;
import dev.tutti.task.store.TaskWriter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Durable tasks over a database: what is submitted, what runs, what is due. Opening gives back what
 * an earlier run of the server has left running; what waits is read beside the first ones.
 * Thread-safe.
 */
public final class DurableTasks implements AutoCloseable, TaskService.TaskWork {
  private static final Logger log = LoggerFactory.getLogger(DurableTasks.class);
  private static final int PAGE = 1_000;
  private static final int MOST_DELETED = 25;
  private static final int LEARNED = 2_000;
  private static final int MOST_DECIDED = 10_000;

  /** Schedules that begin tasks at once: others wait, so that submissions need not. */
  private static final int MOST_BEGINNING = 256;

  private static final Duration DAY = Duration.ofDays(1);
  private static final List<TaskState> WAITING =
      List.of(TaskState.PENDING, TaskState.RETRYING, TaskState.SCHEDULED);

  private final Store store;
  private final TaskWriter writer;
  private final Surroundings around;
  private final TaskListeners listeners = new TaskListeners();
  private final TaskHistory history = new TaskHistory();
  private final TaskSpending spending;
  private final ScheduleBook schedules = new ScheduleBook();
  private final AtomicInteger beginning = new AtomicInteger();
  private final AtomicBoolean unsure = new AtomicBoolean();
  private final AtomicBoolean reading = new AtomicBoolean();
  private final TaskLog rows;
  private final TaskEngine engine;
  private final TaskService service;
  private final TaskDeliveries deliveries;
  private final String node;

  /**
   * Surroundings of the engine.
   *
   * @param settings those of the moment
   * @param holders who holds a key of that id; throws a fault where nobody does
   * @param random fit for ids that nobody can guess
   * @param probe told of every point in the lives of tasks
   * @param receiver way to those who are told of tasks
   * @param journal of steps that are not in the database yet; closed with the engine
   * @param advisor asked about tasks that have failed and would be tried again
   */
  public record Surroundings(
      Store store,
      Supplier<TaskSettings> settings,
      Function<String, Principal> holders,
      InstantSource clock,
      RandomGenerator random,
      MeterRegistry registry,
      TaskProbe probe,
      TaskReceiver receiver,
      StepJournal journal,
      RetryAdvisor advisor) {}

  private DurableTasks(TaskKinds kinds, Surroundings around) {
    this.store = around.store;
    this.around = around;
    this.node = "node_" + Long.toHexString(around.random.nextLong());
    this.writer = new TaskWriter(store);
    this.rows = new TaskLog(writer, listeners, around.clock, node, around.probe, around.journal);
    this.spending = new TaskSpending(around.clock);
    this.engine =
        new TaskEngine(
            kinds,
            rows,
            new TaskEngine.Context(
                around.settings,
                around.holders,
                around.clock,
                new AttemptEnds(kinds, around, rows),
                new TaskMeters(around.registry, around.clock, history),
                new AdmissionRules(
                    AdmissionRules.Machine.ofProcess(),
                    spending,
                    new AdaptiveConcurrency(around.clock),
                    history)));
    this.deliveries =
        new TaskDeliveries(store, writer, around.receiver, around.clock, around.random);
    this.service =
        new TaskService(
            writer,
            kinds,
            this,
            new NewTasks(around.clock, around.random, history, engine.holds()::load),
            listeners,
            store);
  }

  /**
   * Opens tasks of some kinds; none runs before {@link #start}.
   *
   * @throws dev.tutti.store.StoreException when the database cannot be written
   */
  public static DurableTasks open(TaskKinds kinds, Surroundings around) {
    var tasks = new DurableTasks(kinds, around);
    var now = around.clock.instant();
    var steps = around.journal.left();
    var recovered =
        Store.await(
            around.store.write(
                handle -> {
                  CrashRecovery.takeOver(handle, steps, now);
                  return CrashRecovery.run(handle, tasks.node, now);
                }));
    around.journal.clear();
    around.probe.at(TaskPoint.RECOVERED, "");
    if (recovered.left() > 0) {
      log.info("{} tasks go on that were running when the server ended", recovered.left());
    }
    tasks.engine.suspect(recovered.suspects());
    return tasks;
  }

  /** Begins to run tasks as soon as it is known what others have used. Never blocks. */
  public void start() {
    learn();
    var _ =
        remember()
            .thenRun(
                () -> {
                  engine.start();
                  unsure();
                  look();
                });
  }

  /** Reads what tasks have used in the latest day, so that a restart gives nobody more of it. */
  private CompletableFuture<Boolean> remember() {
    var since = around.clock.instant().minus(DAY);
    return store
        .read(
            handle ->
                new DayBefore(
                    TaskTable.usedSince(handle, since),
                    TaskEventTable.ofFailed(handle, TaskEvents.DECIDED, since, MOST_DECIDED)))
        .thenAccept(this::remember)
        .handle(
            (_, thrown) -> {
              if (thrown != null) {
                log.warn("Limits of what tasks may use begin anew: {}", thrown.getMessage());
              }
              return thrown == null;
            });
  }

  /** Usage of tasks, and decisions about failed ones, of the latest day. */
  private record DayBefore(List<TaskTable.OwnerUsage> used, List<TaskEvent> decisions) {}

  private void remember(DayBefore day) {
    day.used.forEach(each -> spending.remember(each.owner(), each.at(), each.used()));
    day.decisions.forEach(
        each -> around.advisor.remember(each.at(), RetryAdvice.cost(each.data())));
  }

  /** Reads what the latest tasks have taken, so that forecasts go on after a restart. */
  private void learn() {
    var _ =
        store
            .read(handle -> TaskTable.latest(handle, TaskState.SUCCEEDED, LEARNED))
            .whenComplete(
                (tasks, thrown) -> {
                  if (thrown != null) {
                    log.warn("Forecasts begin anew: {}", thrown.getMessage());
                  } else {
                    tasks.reversed().forEach(history::add);
                  }
                });
  }

  /** What callers ask. */
  public TaskQueue queue() {
    return service;
  }

  /** Tasks at this moment. */
  public TaskLoad load() {
    return engine.load();
  }

  /** Bytes have gone over the network for a task. Any thread; never blocks. */
  public void transferred(String task, long bytes) {
    engine.transferred(task, bytes);
  }

  /** Number of tasks that wait. */
  public int waiting() {
    return engine.waiting();
  }

  /** Looks at the time; to be called several times a second. Never blocks. */
  public void tick() {
    int most = MOST_BEGINNING - beginning.get();
    schedules.due(around.clock.millis(), most).forEach(this::begin);
    engine.tick();
    look();
  }

  /** Tells receivers what is due; to be called about once a second. Never blocks. */
  public void deliver() {
    deliveries.tick();
  }

  /** Writes down progress; to be called about twice a second. Never blocks. */
  public void writeProgress() {
    rows.writeProgress();
  }

  private void begin(String id) {
    beginning.incrementAndGet();
    var _ =
        writer
            .write(handle -> ScheduleRuns.begin(handle, id, around.clock.instant(), this::hasRoom))
            .whenComplete(
                (waiting, thrown) -> {
                  beginning.decrementAndGet();
                  if (thrown != null) {
                    notBegun(id, TaskWriter.cause(thrown));
                    return;
                  }
                  schedules.remove(id);
                  waiting.forEach(this::added);
                  listeners.changed(id);
                });
  }

  /** What the database was told may be there although it has failed. */
  private void notBegun(String id, Throwable why) {
    log.warn("Schedule {} begins later: {}", id, why.getMessage());
    schedules.putBack(id, around.clock.millis());
    if (why instanceof StoreException) {
      unsure();
    }
  }

  private boolean hasRoom(String owner) {
    try {
      requireRoom(owner);
      return true;
    } catch (Fault _) {
      return false;
    }
  }

  /** A tenth of the line is left to other owners, where there are any: owners are by keys. */
  @Override
  public void requireRoom(String owner) {
    int most = around.settings.get().queue();
    int mostOfOne = owner.isEmpty() ? most : (int) Math.ceilDiv(9L * most, 10);
    var share = engine.share(owner);
    int all = share.all() + schedules.size();
    int own = share.own() + schedules.size(owner);
    if (all >= most || own >= mostOfOne) {
      throw Fault.of(
              FaultCode.OVERLOADED,
              "tasks: %d wait, %d of this owner (expected: fewer than %d and %d, tasks.queue)"
                  .formatted(all, own, most, mostOfOne))
          .after(Duration.ofSeconds(10));
    }
  }

  @Override
  public TaskHistory history() {
    return history;
  }

  @Override
  public TaskHolds holds() {
    return engine.holds();
  }

  @Override
  public void at(TaskPoint point, String task) {
    around.probe.at(point, task);
  }

  @Override
  public void added(TaskRecord task) {
    take(task);
    engine.dispatch();
  }

  private void take(TaskRecord task) {
    if (task.isScheduleOfOthers()) {
      schedules.add(task);
    } else {
      engine.add(task);
    }
  }

  @Override
  public void cancelled(String id) {
    schedules.remove(id);
    engine.cancelled(id);
  }

  @Override
  public void unsure() {
    unsure.set(true);
  }

  /** Reads what waits in the database and is not known here, when that may be so. */
  private void look() {
    if (unsure.get() && reading.compareAndSet(false, true)) {
      unsure.set(false);
      var _ =
          read(0, 0)
              .whenComplete(
                  (_, thrown) -> {
                    reading.set(false);
                    if (thrown != null) {
                      unsure();
                    }
                    engine.dispatch();
                  });
    }
  }

  private CompletableFuture<Void> read(int state, long after) {
    if (state == WAITING.size()) {
      return CompletableFuture.completedFuture(null);
    }
    return store
        .read(handle -> TaskTable.inState(handle, WAITING.get(state), after, PAGE))
        .thenCompose(
            page -> {
              page.stream().filter(task -> !knows(task.id())).forEach(this::take);
              engine.dispatch();
              return page.size() < PAGE ? read(state + 1, 0) : read(state, page.getLast().seq());
            });
  }

  private boolean knows(String id) {
    return engine.knows(id) || schedules.has(id);
  }

  /** Removes some of the tasks that have ended long ago; says whether there may be more. */
  public CompletableFuture<Boolean> clean() {
    var before = around.clock.instant().minus(around.settings.get().keep());
    return writer.write(
        handle -> TaskEventTable.deleteOlder(handle, before, MOST_DELETED) == MOST_DELETED);
  }

  @Override
  public void close() {
    engine.close();
    around.journal.close();
  }
}
