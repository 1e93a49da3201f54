package dev.tutti.task.run;

import dev.tutti.chat.Fault;
import dev.tutti.security.Principal;
import dev.tutti.task.api.TaskKind;
import dev.tutti.task.api.TaskKinds;
import dev.tutti.task.api.TaskLoad;
import dev.tutti.task.api.TaskReason;
import dev.tutti.task.api.TaskRecord;
import dev.tutti.task.api.TaskSettings;
import dev.tutti.task.api.TaskState;
import dev.tutti.task.decision.FailurePolicy;
import dev.tutti.task.line.Admission;
import dev.tutti.task.line.AdmissionRules;
import dev.tutti.task.line.LineEntry;
import dev.tutti.task.line.TaskLine;
import dev.tutti.task.probe.TaskPoint;
import dev.tutti.task.run.RunningTask.ClaimedTask;
import dev.tutti.task.store.TaskStateTable.AttemptEnd;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs tasks: as many at once as there are workers, each on a virtual thread of its own. Whatever
 * ends an attempt is written before the next one of the task may begin; a write that fails is
 * repeated until it succeeds or the server stops, and the next run of the server takes up from the
 * rows. Thread-safe.
 */
final class TaskEngine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TaskEngine.class);

  /** Time that an attempt has to end by itself once it has to. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private static final TaskReason RUNNING = new TaskReason("running", "an attempt is about to end");

  private static final TaskReason SUSPECT =
      new TaskReason("quarantine", "another task that ran at the latest crashes runs");

  private final TaskKinds kinds;
  private final TaskLog rows;
  private final Supplier<TaskSettings> settings;
  private final Function<String, Principal> holders;
  private final InstantSource clock;
  private final AttemptEnds ends;
  private final TaskMeters meters;
  private final AdmissionRules admission;
  private final TaskLine line = new TaskLine();
  private final TaskThreads threads = new TaskThreads();
  private final Quarantine quarantine = new Quarantine();
  private final LastingTasks lasting;
  private final Map<String, RunningTask> running = new ConcurrentHashMap<>();

  /** Tasks that were taken out of the line and have not come back, running or about to. */
  private final Set<String> taken = ConcurrentHashMap.newKeySet();

  private final AtomicInteger busy = new AtomicInteger();
  private final Semaphore dispatching = new Semaphore(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean open;
  private volatile boolean closing;

  /**
   * Surroundings of an engine.
   *
   * @param holders who holds a key of that id, by the rights of the moment
   */
  record Context(
      Supplier<TaskSettings> settings,
      Function<String, Principal> holders,
      InstantSource clock,
      AttemptEnds ends,
      TaskMeters meters,
      AdmissionRules admission) {}

  TaskEngine(TaskKinds kinds, TaskLog rows, Context context) {
    this.kinds = kinds;
    this.lasting = new LastingTasks(kind -> kinds.find(kind).filter(TaskKind::lasts).isPresent());
    this.rows = rows;
    this.settings = context.settings;
    this.holders = context.holders;
    this.clock = context.clock;
    this.ends = context.ends;
    this.meters = context.meters;
    this.admission = context.admission;
    meters.watch(this::waiting, busy::get, () -> line.oldest(now()), holds()::counts);
  }

  private long now() {
    return clock.millis();
  }

  /** Runs these one after the other, as one of them may have ended the server. */
  void suspect(List<String> tasks) {
    if (!tasks.isEmpty()) {
      log.warn(
          "{} tasks were running at each of the latest crashes: they run one by one: {}",
          tasks.size(),
          tasks.subList(0, Math.min(5, tasks.size())));
    }
    quarantine.add(tasks);
  }

  /** Begins to run tasks. */
  void start() {
    open = true;
    dispatch();
  }

  /** Tasks at this moment. */
  TaskLoad load() {
    long now = now();
    var longest = Duration.ofMillis(Math.max(0, now - line.oldest(now)));
    return new TaskLoad(waiting(), busy.get(), longest);
  }

  /** Number of tasks that wait. */
  int waiting() {
    return line.size();
  }

  /** Reasons for which tasks wait. */
  TaskHolds holds() {
    return new TaskHolds(line, busy, settings, clock);
  }

  /** Whether a task waits or runs here. */
  boolean knows(String id) {
    return taken.contains(id) || running.containsKey(id) || line.has(id);
  }

  /** Takes a task into the line. */
  void add(TaskRecord task) {
    line.add(LineEntry.of(task, computes(task), settings.get().ageing()));
  }

  private boolean computes(TaskRecord task) {
    return kinds.find(task.kind()).filter(TaskKind::computes).isPresent();
  }

  /** A task was cancelled in the database. */
  void cancelled(String id) {
    line.remove(id);
    var run = running.get(id);
    if (run != null) {
      run.stop(StopReason.CANCELLED);
    }
    dispatch();
  }

  /** Bytes have gone over the network for a task. */
  void transferred(String task, long bytes) {
    var run = running.get(task);
    if (run != null && bytes > 0) {
      run.transferred(bytes);
      meters.transferred(run.claim().task().kind(), bytes);
    }
  }

  /** Looks at the time: what is due begins, what has taken too long ends. */
  void tick() {
    var now = clock.instant();
    for (var run : running.values()) {
      if (run.isBeyondCpu()) {
        run.stop(StopReason.CPU_TIME);
      }
      if (!run.end().isAfter(now)) {
        run.stop(run.endReason());
        if (run.end().plus(GRACE).isBefore(now) && run.conclude()) {
          write(run, ends.failed(run, run.fault(run.endReason().fault())));
        }
      }
    }
    line.expired(now()).forEach(entry -> rows.expire(entry.id(), StopReason.TIMED_OUT.fault()));
    threads.tick();
    dispatch();
  }

  /** Begins as many as may begin. One thread does it at a time; the others' wish is heard. */
  void dispatch() {
    asked.incrementAndGet();
    while (asked.get() > 0 && dispatching.tryAcquire()) {
      try {
        asked.set(0);
        begin();
      } finally {
        dispatching.release();
      }
    }
  }

  private void begin() {
    int free = settings.get().workers() - busy.get();
    if (!open || closing || free <= 0) {
      return;
    }
    for (var entry : line.take(free, now(), this::admit)) {
      var _ =
          rows.claim(entry.id(), entry.attempt() + 1, kinds.has(entry.work().kind()))
              .whenComplete((claim, thrown) -> claimed(entry, claim, thrown));
    }
  }

  private Admission admit(LineEntry entry) {
    if (taken.contains(entry.id()) || running.containsKey(entry.id())) {
      return new Admission.Held("task " + entry.id(), RUNNING); // its row was read before it began
    }
    if (!quarantine.admits(entry.id())) {
      return new Admission.Held("quarantine", SUSPECT);
    }
    var now = settings.get();
    var answer =
        lasting
            .hold(entry, now.workers())
            .orElseGet(() -> admission.ask(entry, now, busy.get() == 0));
    if (answer.equals(Admission.NOW)) {
      busy.incrementAndGet();
      taken.add(entry.id());
      quarantine.begun(entry.id());
      lasting.begun(entry);
    }
    return answer;
  }

  private void claimed(LineEntry entry, TaskLog.@Nullable Claim claim, @Nullable Throwable thrown) {
    switch (claim) {
      case TaskLog.Claim.Mine(ClaimedTask task) -> start(entry, task);
      case TaskLog.Claim.Changed(TaskRecord task) -> {
        release(entry);
        add(task);
        dispatch();
      }
      case TaskLog.Claim.Gone _ -> {
        release(entry);
        dispatch();
      }
      case null -> {
        log.warn("Task {} cannot begin, and waits: {}", entry.id(), String.valueOf(thrown));
        release(entry);
        line.add(entry);
      }
    }
  }

  private void release(LineEntry entry) {
    quarantine.ended(entry.id());
    lasting.ended(entry.id());
    taken.remove(entry.id());
    admission.ended(entry);
    line.ended(entry.owner());
    busy.decrementAndGet();
  }

  private void start(LineEntry entry, ClaimedTask claim) {
    threads.start(
        entry.id(),
        entry.work().computes(),
        lasting.lasts(entry),
        () -> {
          try {
            run(claim);
          } finally {
            release(entry);
            dispatch();
          }
        });
  }

  private void run(ClaimedTask claim) {
    var steps = new CountedSteps(rows, admission.spending(), claim.task().owner().owner());
    var nobody = new RunningTask(claim, steps, clock);
    var kind = kinds.find(claim.task().kind());
    if (kind.isEmpty()) {
      write(nobody, ends.postponed(claim.task()));
      return;
    }
    RunningTask run;
    try {
      var key = claim.task().owner().key();
      var _ = holders.apply(key);
      run = new RunningTask(claim, () -> holders.apply(key), steps, clock, kind.get());
    } catch (RuntimeException e) { // such as of a key that was revoked
      write(nobody, ends.failed(nobody, Fault.from(e)));
      return;
    }
    running.put(run.id(), run);
    if (closing) {
      run.stop(StopReason.STOPPING);
    }
    meters.started(claim.task());
    rows.at(TaskPoint.STARTED, run.id());
    conclude(run, kind.get());
  }

  private void conclude(RunningTask run, TaskKind kind) {
    AttemptEnd end;
    try {
      end = ends.succeeded(run, run.on(() -> attempt(kind, run)));
    } catch (InterruptedException | RuntimeException e) {
      end = ends.decided(run, ends.failed(run, run.fault(e)));
    } catch (Exception | Error e) {
      log.error("Task {} of kind {} failed", run.id(), kind.name(), e);
      end = ends.decided(run, ends.failed(run, run.fault(e)));
    }
    rows.at(TaskPoint.WORK_DONE, run.id());
    if (run.conclude()) {
      write(run, end);
    } else {
      running.remove(run.id(), run);
    }
  }

  private static ObjectNode attempt(TaskKind kind, RunningTask run) throws Exception {
    kind.check(run.input(), run.principal());
    return kind.run(run);
  }

  /** Writes how an attempt has ended, until it is written. */
  private void write(RunningTask run, AttemptEnd end) {
    run.writeRest();
    boolean goesBack =
        end.state() != TaskState.SUCCEEDED
            && run.stopped().filter(why -> why == StopReason.STOPPING).isPresent();
    var written = goesBack ? rows.giveBack(run.claim().fence()) : rows.end(run.claim(), end);
    var _ =
        written.whenComplete(
            (task, thrown) -> {
              if (thrown != null && !closing) {
                log.warn("The end of task {} is written later: {}", run.id(), thrown.getMessage());
                rows.later(() -> write(run, end));
                return;
              }
              running.remove(run.id(), run);
              if (thrown == null && task.isPresent()) {
                meters.ended(task.get());
                learn(task.get());
                if (task.get().state() == TaskState.RETRYING) {
                  add(task.get());
                }
              }
              dispatch();
            });
  }

  /** Notes whether what a task is about bears as much as it is asked. */
  private void learn(TaskRecord task) {
    boolean refused =
        task.state() == TaskState.RETRYING && FailurePolicy.isFull(task.failure().code());
    if (refused || task.state() == TaskState.SUCCEEDED) {
      admission.concurrency().ended(task.kind(), task.subject(), refused, settings.get().workers());
    }
  }

  /** Begins nothing more, and lets what runs go back into the line of the server's next run. */
  @Override
  public void close() {
    closing = true;
    running.values().forEach(run -> run.stop(StopReason.STOPPING));
    threads.close();
    long deadline = System.nanoTime() + FAREWELL.toNanos();
    try {
      while (isUnderWay() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    int left = Math.max(running.size(), taken.size());
    if (left > 0) {
      log.warn("{} tasks do not end; the next start gives them back", left);
    }
  }

  /** Whether tasks are about to begin or run, in the order in which they come by. */
  private boolean isUnderWay() {
    return dispatching.availablePermits() == 0 || !taken.isEmpty() || !running.isEmpty();
  }

  /** Numbers of tasks that wait: an owner's, and all. */
  TaskLine.OwnerShare share(String owner) {
    return line.share(owner);
  }
}
